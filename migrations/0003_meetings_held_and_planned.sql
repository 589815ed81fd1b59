CREATE TABLE `date_poll` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	`closes_at` integer NOT NULL,
	`chosen_id` text,
	`closed_at` integer,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `date_poll_meeting` ON `date_poll` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `date_poll_answer` (
	`option_id` text NOT NULL,
	`person_id` text NOT NULL,
	`answer` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`option_id`, `person_id`),
	FOREIGN KEY (`option_id`) REFERENCES `date_poll_option`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `date_poll_option` (
	`id` text PRIMARY KEY NOT NULL,
	`poll_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`place` text NOT NULL,
	FOREIGN KEY (`poll_id`) REFERENCES `date_poll`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `date_poll_option_poll` ON `date_poll_option` (`poll_id`);--> statement-breakpoint
CREATE TABLE `guide_suggestion` (
	`id` text PRIMARY KEY NOT NULL,
	`library_id` text NOT NULL,
	`course_id` text NOT NULL,
	`template_id` text NOT NULL,
	`body` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`library_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `guide_suggestion_library` ON `guide_suggestion` (`library_id`,`course_id`);--> statement-breakpoint
CREATE TABLE `meeting_agenda` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`meeting_id` text NOT NULL,
	`agenda` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meeting_agenda_id` ON `meeting_agenda` (`id`);--> statement-breakpoint
CREATE INDEX `meeting_agenda_meeting` ON `meeting_agenda` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `module_deadline` (
	`group_id` text NOT NULL,
	`module_id` text NOT NULL,
	`day` text NOT NULL,
	PRIMARY KEY(`group_id`, `module_id`),
	FOREIGN KEY (`group_id`) REFERENCES `learning_group`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `moment_visit` (
	`id` text PRIMARY KEY NOT NULL,
	`moment_id` text NOT NULL,
	`person_id` text NOT NULL,
	`for_meeting_id` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`moment_id`) REFERENCES `moment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`for_meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `moment_visit_once` ON `moment_visit` (`moment_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `moment_visit_person` ON `moment_visit` (`person_id`);--> statement-breakpoint
CREATE TABLE `agreement` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`meeting_id` text,
	`body` text NOT NULL,
	`owner_id` text,
	`due` text,
	`by_id` text,
	`at` integer NOT NULL,
	`done_at` integer,
	`done_by_id` text,
	`withdrawn_at` integer,
	FOREIGN KEY (`group_id`) REFERENCES `learning_group`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`done_by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `agreement_group` ON `agreement` (`group_id`);--> statement-breakpoint
CREATE INDEX `agreement_owner` ON `agreement` (`owner_id`);--> statement-breakpoint
CREATE TABLE `check_in` (
	`id` text PRIMARY KEY NOT NULL,
	`moment_id` text NOT NULL,
	`person_id` text NOT NULL,
	`how` text NOT NULL,
	`late` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`moment_id`) REFERENCES `moment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `check_in_once` ON `check_in` (`moment_id`,`person_id`);--> statement-breakpoint
CREATE TABLE `intention` (
	`meeting_id` text NOT NULL,
	`person_id` text NOT NULL,
	`body` text NOT NULL,
	`shared` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`meeting_id`, `person_id`),
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `live_poll` (
	`id` text PRIMARY KEY NOT NULL,
	`moment_id` text NOT NULL,
	`kind` text NOT NULL,
	`question` text NOT NULL,
	`options` text NOT NULL,
	`dots` integer DEFAULT 1 NOT NULL,
	`opened_at` integer NOT NULL,
	`closed_at` integer,
	FOREIGN KEY (`moment_id`) REFERENCES `moment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `live_poll_moment` ON `live_poll` (`moment_id`);--> statement-breakpoint
CREATE TABLE `make_up_work` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`meeting_id` text NOT NULL,
	`person_id` text NOT NULL,
	`response` text NOT NULL,
	`talked` integer NOT NULL,
	`handed_in` integer NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meeting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `make_up_work_id` ON `make_up_work` (`id`);--> statement-breakpoint
CREATE INDEX `make_up_work_meeting` ON `make_up_work` (`meeting_id`,`person_id`);--> statement-breakpoint
CREATE TABLE `meeting_run` (
	`moment_id` text PRIMARY KEY NOT NULL,
	`secret` text NOT NULL,
	`started_at` integer,
	`ended_at` integer,
	`part` integer DEFAULT 0 NOT NULL,
	`used_seconds` integer DEFAULT 0 NOT NULL,
	`running_since` integer,
	`carousel` text,
	`revision` integer DEFAULT 0 NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`moment_id`) REFERENCES `moment`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `poll_ballot` (
	`poll_id` text NOT NULL,
	`person_id` text NOT NULL,
	PRIMARY KEY(`poll_id`, `person_id`),
	FOREIGN KEY (`poll_id`) REFERENCES `live_poll`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
-- Without row numbers: they would tell in which order people voted.
CREATE TABLE `poll_vote` (
	`key` text PRIMARY KEY NOT NULL,
	`poll_id` text NOT NULL,
	`option_id` text NOT NULL,
	FOREIGN KEY (`poll_id`) REFERENCES `live_poll`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `run_note` (
	`moment_id` text NOT NULL,
	`person_id` text NOT NULL,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`moment_id`, `person_id`),
	FOREIGN KEY (`moment_id`) REFERENCES `moment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `buddy_pair` (
	`id` text PRIMARY KEY NOT NULL,
	`group_id` text NOT NULL,
	`first_id` text NOT NULL,
	`second_id` text NOT NULL,
	`third_id` text,
	`from` integer NOT NULL,
	`until` integer,
	`by_id` text,
	FOREIGN KEY (`group_id`) REFERENCES `learning_group`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`first_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`second_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`third_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `buddy_pair_group` ON `buddy_pair` (`group_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `buddy_pair_first` ON `buddy_pair` (`group_id`,`first_id`) WHERE "buddy_pair"."until" is null;--> statement-breakpoint
CREATE UNIQUE INDEX `buddy_pair_second` ON `buddy_pair` (`group_id`,`second_id`) WHERE "buddy_pair"."until" is null;--> statement-breakpoint
CREATE TABLE `buddy_task` (
	`id` text PRIMARY KEY NOT NULL,
	`pair_id` text NOT NULL,
	`module_id` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`pair_id`) REFERENCES `buddy_pair`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `buddy_task_once` ON `buddy_task` (`pair_id`,`module_id`);--> statement-breakpoint
CREATE TABLE `calendar_feed` (
	`person_id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feed_token` ON `calendar_feed` (`token_hash`);--> statement-breakpoint
CREATE TABLE `mail_off` (
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `kind`),
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `membership` ADD `paused_at` integer;