CREATE TABLE `conversation_run` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`module_id` text NOT NULL,
	`conversation_id` text NOT NULL,
	`version` integer NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`ending_id` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conversation_run_one_open` ON `conversation_run` (`person_id`,`conversation_id`) WHERE "conversation_run"."ended_at" is null;--> statement-breakpoint
CREATE INDEX `conversation_run_person` ON `conversation_run` (`person_id`,`module_id`);--> statement-breakpoint
CREATE TABLE `conversation_turn` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`nr` integer NOT NULL,
	`node_id` text NOT NULL,
	`choice_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `conversation_run`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conversation_turn_nr` ON `conversation_turn` (`run_id`,`nr`);--> statement-breakpoint
CREATE TABLE `branch_choice` (
	`person_id` text NOT NULL,
	`library_id` text NOT NULL,
	`branch_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `library_id`),
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`library_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`branch_id`) REFERENCES `branch`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `local_text` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`library_id` text NOT NULL,
	`branch_id` text,
	`slot_id` text NOT NULL,
	`body` text,
	`document_title` text,
	`document_date` text,
	`document_place` text,
	`owner_id` text,
	`checked_at` integer NOT NULL,
	`review_by` text NOT NULL,
	`by_id` text,
	FOREIGN KEY (`library_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`branch_id`) REFERENCES `branch`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `local_text_id` ON `local_text` (`id`);--> statement-breakpoint
CREATE INDEX `local_text_slot` ON `local_text` (`library_id`,`slot_id`,`branch_id`);--> statement-breakpoint
CREATE TABLE `referral` (
	`id` text PRIMARY KEY NOT NULL,
	`library_id` text NOT NULL,
	`branch_id` text,
	`topic` text NOT NULL,
	`organisation` text NOT NULL,
	`purpose` text NOT NULL,
	`how` text NOT NULL,
	`contact` text NOT NULL,
	`owner_id` text,
	`checked_at` integer NOT NULL,
	`review_by` text NOT NULL,
	`by_id` text,
	`ended_at` integer,
	FOREIGN KEY (`library_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`branch_id`) REFERENCES `branch`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `referral_library` ON `referral` (`library_id`,`topic`);--> statement-breakpoint
CREATE TABLE `note` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`person_id` text NOT NULL,
	`body` text NOT NULL,
	`lesson_id` text,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `note_id` ON `note` (`id`);--> statement-breakpoint
CREATE INDEX `note_person` ON `note` (`person_id`);--> statement-breakpoint
CREATE TABLE `assignment_reply` (
	`id` text PRIMARY KEY NOT NULL,
	`work_id` text NOT NULL,
	`person_id` text NOT NULL,
	`body` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`work_id`) REFERENCES `assignment_work`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `assignment_reply_work` ON `assignment_reply` (`work_id`);--> statement-breakpoint
CREATE TABLE `assignment_work` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`person_id` text NOT NULL,
	`module_id` text NOT NULL,
	`version` integer NOT NULL,
	`assignment_id` text NOT NULL,
	`response` text NOT NULL,
	`shared_with` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assignment_work_id` ON `assignment_work` (`id`);--> statement-breakpoint
CREATE INDEX `assignment_work_person` ON `assignment_work` (`person_id`,`assignment_id`);--> statement-breakpoint
CREATE TABLE `correction` (
	`id` text PRIMARY KEY NOT NULL,
	`about` text NOT NULL,
	`course_id` text NOT NULL,
	`module_id` text NOT NULL,
	`lesson_id` text NOT NULL,
	`version` integer NOT NULL,
	`library_id` text,
	`person_id` text,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	`answer` text,
	`answered_by_id` text,
	`answered_at` integer,
	FOREIGN KEY (`library_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`answered_by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `correction_library` ON `correction` (`library_id`,`about`,`answered_at`);--> statement-breakpoint
CREATE INDEX `correction_person` ON `correction` (`person_id`);--> statement-breakpoint
CREATE INDEX `correction_open` ON `correction` (`about`,`answered_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `learning_group_one_open` ON `learning_group` (`library_id`,`course_id`) WHERE "learning_group"."kind" = 'open';