CREATE TABLE `installation` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `job_run` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`period` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `job_run_name_period` ON `job_run` (`name`,`period`);--> statement-breakpoint
CREATE TABLE `branch` (
	`id` text PRIMARY KEY NOT NULL,
	`library_id` text NOT NULL,
	`name` text NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`library_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `branch_library` ON `branch` (`library_id`);--> statement-breakpoint
CREATE TABLE `organisation` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`parent_id` text,
	`name` text NOT NULL,
	`province` text,
	`ended_at` integer,
	FOREIGN KEY (`parent_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `organisation_parent` ON `organisation` (`parent_id`);--> statement-breakpoint
CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`email` text,
	`username` text,
	`password_hash` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "account_has_a_name" CHECK("account"."email" is not null or "account"."username" is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_email` ON `account` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `account_username` ON `account` (`username`);--> statement-breakpoint
CREATE UNIQUE INDEX `account_person` ON `account` (`person_id`);--> statement-breakpoint
CREATE TABLE `employment` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`branch_id` text,
	`role` text NOT NULL,
	`from` integer NOT NULL,
	`until` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`branch_id`) REFERENCES `branch`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `employment_person` ON `employment` (`person_id`);--> statement-breakpoint
CREATE INDEX `employment_organisation` ON `employment` (`organisation_id`,`role`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text,
	`merged_into_id` text,
	`deactivated_at` integer,
	`erased_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`merged_into_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `group_rule` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`award` text NOT NULL,
	`seq` integer NOT NULL,
	`from` integer NOT NULL,
	`by_id` text,
	FOREIGN KEY (`group_id`) REFERENCES `learning_group`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `group_rule_seq` ON `group_rule` (`group_id`,`seq`);--> statement-breakpoint
CREATE TABLE `group_rule_item` (
	`id` text PRIMARY KEY NOT NULL,
	`rule_id` text NOT NULL,
	`kind` text NOT NULL,
	`ref` text NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`rule_id`) REFERENCES `group_rule`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `group_rule_item_ref` ON `group_rule_item` (`rule_id`,`kind`,`ref`);--> statement-breakpoint
CREATE TABLE `leader` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`moment_id` text,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`from` integer NOT NULL,
	`until` integer,
	FOREIGN KEY (`group_id`) REFERENCES `learning_group`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`moment_id`) REFERENCES `moment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `leader_person` ON `leader` (`person_id`);--> statement-breakpoint
CREATE INDEX `leader_group` ON `leader` (`group_id`);--> statement-breakpoint
CREATE TABLE `learning_group` (
	`id` text PRIMARY KEY NOT NULL,
	`library_id` text NOT NULL,
	`course_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`created_at` integer NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`library_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `learning_group_library` ON `learning_group` (`library_id`);--> statement-breakpoint
CREATE TABLE `membership` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`person_id` text NOT NULL,
	`employment_id` text,
	`joined_at` integer NOT NULL,
	`left_at` integer,
	FOREIGN KEY (`group_id`) REFERENCES `learning_group`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`employment_id`) REFERENCES `employment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `membership_group_person` ON `membership` (`group_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `membership_person` ON `membership` (`person_id`);--> statement-breakpoint
CREATE TABLE `attendance_mark` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`moment_id` text NOT NULL,
	`person_id` text NOT NULL,
	`state` text NOT NULL,
	`source` text NOT NULL,
	`client_key` text,
	`by_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`moment_id`) REFERENCES `moment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attendance_mark_id` ON `attendance_mark` (`id`);--> statement-breakpoint
CREATE INDEX `attendance_mark_moment` ON `attendance_mark` (`moment_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `attendance_mark_person` ON `attendance_mark` (`person_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `attendance_mark_client_key` ON `attendance_mark` (`moment_id`,`person_id`,`client_key`);--> statement-breakpoint
CREATE TABLE `make_up` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`person_id` text NOT NULL,
	`how` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `make_up_meeting` ON `make_up` (`meeting_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `make_up_person` ON `make_up` (`person_id`);--> statement-breakpoint
CREATE TABLE `meeting` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`nr` integer NOT NULL,
	`template_id` text,
	`title` text NOT NULL,
	`cancelled_at` integer,
	FOREIGN KEY (`group_id`) REFERENCES `learning_group`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meeting_group_nr` ON `meeting` (`group_id`,`nr`);--> statement-breakpoint
CREATE TABLE `moment` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`place` text NOT NULL,
	`ical_uid` text NOT NULL,
	`sequence` integer DEFAULT 0 NOT NULL,
	`cancelled_at` integer,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `moment_meeting` ON `moment` (`meeting_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `moment_ical_uid` ON `moment` (`ical_uid`);--> statement-breakpoint
CREATE TABLE `moment_expected` (
	`id` text PRIMARY KEY NOT NULL,
	`moment_id` text NOT NULL,
	`person_id` text NOT NULL,
	FOREIGN KEY (`moment_id`) REFERENCES `moment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `moment_expected_person` ON `moment_expected` (`moment_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `moment_expected_by_person` ON `moment_expected` (`person_id`);--> statement-breakpoint
CREATE TABLE `audit_event` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text,
	`subject_id` text,
	`organisation_id` text,
	`kind` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`detail` text,
	FOREIGN KEY (`actor_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`subject_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `audit_event_at` ON `audit_event` (`at`);--> statement-breakpoint
CREATE INDEX `audit_event_entity` ON `audit_event` (`entity`,`entity_id`);--> statement-breakpoint
CREATE TABLE `one_time_link` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`account_id` text,
	`group_id` text,
	`uses_left` integer NOT NULL,
	`expires` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `learning_group`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `one_time_link_account` ON `one_time_link` (`account_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`expires` integer NOT NULL,
	`kind` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen` integer NOT NULL,
	`absolute_until` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `session_account` ON `session` (`account_id`);--> statement-breakpoint
CREATE TABLE `sign_in_failure` (
	`id` text PRIMARY KEY NOT NULL,
	`key_hash` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sign_in_failure_key` ON `sign_in_failure` (`key_hash`,`at`);--> statement-breakpoint
CREATE INDEX `sign_in_failure_at` ON `sign_in_failure` (`at`);--> statement-breakpoint
CREATE TABLE `draft` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`form_key` text NOT NULL,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	`expires` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `draft_person_form` ON `draft` (`person_id`,`form_key`);--> statement-breakpoint
CREATE TABLE `lesson_completion` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`module_id` text NOT NULL,
	`lesson_id` text NOT NULL,
	`version` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lesson_completion_person_lesson` ON `lesson_completion` (`person_id`,`lesson_id`);--> statement-breakpoint
CREATE TABLE `lesson_position` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`course_id` text NOT NULL,
	`module_id` text NOT NULL,
	`lesson_id` text NOT NULL,
	`anchor` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lesson_position_person_lesson` ON `lesson_position` (`person_id`,`lesson_id`);--> statement-breakpoint
CREATE INDEX `lesson_position_newest` ON `lesson_position` (`person_id`,`at`);--> statement-breakpoint
CREATE TABLE `module_completion` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`module_id` text NOT NULL,
	`version` integer NOT NULL,
	`via` text NOT NULL,
	`source_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `module_completion_person_module` ON `module_completion` (`person_id`,`module_id`,`version`);--> statement-breakpoint
CREATE INDEX `module_completion_module` ON `module_completion` (`module_id`);--> statement-breakpoint
CREATE TABLE `answer` (
	`id` text PRIMARY KEY NOT NULL,
	`attempt_id` text NOT NULL,
	`question_id` text NOT NULL,
	`objective_id` text NOT NULL,
	`response` text NOT NULL,
	`score` real NOT NULL,
	`sure` integer,
	`at` integer NOT NULL,
	FOREIGN KEY (`attempt_id`) REFERENCES `attempt`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `answer_attempt_question` ON `answer` (`attempt_id`,`question_id`);--> statement-breakpoint
CREATE TABLE `attempt` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`module_id` text NOT NULL,
	`version` integer NOT NULL,
	`pass_mark` real NOT NULL,
	`questions` text NOT NULL,
	`started_at` integer NOT NULL,
	`submitted_at` integer,
	`score` real,
	`passed` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attempt_one_open` ON `attempt` (`person_id`,`module_id`) WHERE "attempt"."submitted_at" is null;--> statement-breakpoint
CREATE INDEX `attempt_person_module` ON `attempt` (`person_id`,`module_id`,`started_at`);--> statement-breakpoint
CREATE TABLE `certificate` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`seq` integer NOT NULL,
	`person_id` text,
	`group_id` text NOT NULL,
	`rule_id` text NOT NULL,
	`code` text NOT NULL,
	`facts` text NOT NULL,
	`issued_at` integer NOT NULL,
	`by_id` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`group_id`) REFERENCES `learning_group`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`rule_id`) REFERENCES `group_rule`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_code` ON `certificate` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_once` ON `certificate` (`person_id`,`group_id`,`kind`,`seq`);--> statement-breakpoint
CREATE INDEX `certificate_group` ON `certificate` (`group_id`);--> statement-breakpoint
CREATE TABLE `certificate_name` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`certificate_id` text NOT NULL,
	`name` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`certificate_id`) REFERENCES `certificate`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `certificate_name_certificate` ON `certificate_name` (`certificate_id`);--> statement-breakpoint
CREATE TABLE `certificate_revocation` (
	`certificate_id` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`certificate_id`) REFERENCES `certificate`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`channel` text NOT NULL,
	`idempotency_key` text NOT NULL,
	`person_id` text,
	`payload` text NOT NULL,
	`message_id` text NOT NULL,
	`due_at` integer NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`next_try_at` integer NOT NULL,
	`sent_at` integer,
	`failed_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_idempotency_key` ON `outbox` (`idempotency_key`);--> statement-breakpoint
CREATE INDEX `outbox_next` ON `outbox` (`sent_at`,`failed_at`,`next_try_at`);