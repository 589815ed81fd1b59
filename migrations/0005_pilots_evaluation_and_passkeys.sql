CREATE TABLE `pilot` (
	`id` text PRIMARY KEY NOT NULL,
	`poi_id` text NOT NULL,
	`course_id` text NOT NULL,
	`name` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`follow_up_on` text,
	`by_id` text,
	`at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`poi_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pilot_poi` ON `pilot` (`poi_id`,`starts_on`);--> statement-breakpoint
CREATE TABLE `pilot_advice` (
	`id` text PRIMARY KEY NOT NULL,
	`pilot_library_id` text NOT NULL,
	`body` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	`withdrawn_at` integer,
	FOREIGN KEY (`pilot_library_id`) REFERENCES `pilot_library`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pilot_advice_library` ON `pilot_advice` (`pilot_library_id`,`at`);--> statement-breakpoint
CREATE TABLE `pilot_agreement` (
	`id` text PRIMARY KEY NOT NULL,
	`pilot_library_id` text NOT NULL,
	`body` text NOT NULL,
	`owner_id` text,
	`due` text,
	`by_id` text,
	`at` integer NOT NULL,
	`done_at` integer,
	`done_by_id` text,
	`withdrawn_at` integer,
	FOREIGN KEY (`pilot_library_id`) REFERENCES `pilot_library`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`done_by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pilot_agreement_library` ON `pilot_agreement` (`pilot_library_id`);--> statement-breakpoint
CREATE INDEX `pilot_agreement_owner` ON `pilot_agreement` (`owner_id`);--> statement-breakpoint
CREATE TABLE `pilot_contact` (
	`id` text PRIMARY KEY NOT NULL,
	`pilot_library_id` text NOT NULL,
	`about` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`place` text NOT NULL,
	`ical_uid` text NOT NULL,
	`sequence` integer DEFAULT 0 NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	`cancelled_at` integer,
	FOREIGN KEY (`pilot_library_id`) REFERENCES `pilot_library`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pilot_contact_library` ON `pilot_contact` (`pilot_library_id`,`starts_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `pilot_contact_uid` ON `pilot_contact` (`ical_uid`);--> statement-breakpoint
CREATE INDEX `pilot_contact_starts` ON `pilot_contact` (`starts_at`);--> statement-breakpoint
CREATE TABLE `pilot_figures` (
	`pilot_id` text NOT NULL,
	`week` text NOT NULL,
	`row` text NOT NULL,
	`figures` text NOT NULL,
	PRIMARY KEY(`pilot_id`, `week`, `row`),
	FOREIGN KEY (`pilot_id`) REFERENCES `pilot`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `pilot_library` (
	`id` text PRIMARY KEY NOT NULL,
	`pilot_id` text NOT NULL,
	`library_id` text NOT NULL,
	`invited_by_id` text,
	`invited_at` integer NOT NULL,
	`accepted_by_id` text,
	`accepted_at` integer,
	`declined_at` integer,
	`ended_by_id` text,
	`ended_at` integer,
	FOREIGN KEY (`pilot_id`) REFERENCES `pilot`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`library_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`invited_by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`accepted_by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`ended_by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pilot_library_once` ON `pilot_library` (`pilot_id`,`library_id`,`invited_at`);--> statement-breakpoint
CREATE INDEX `pilot_library_library` ON `pilot_library` (`library_id`);--> statement-breakpoint
CREATE TABLE `course_release` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`course_id` text NOT NULL,
	`pilot_only` integer NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `course_release_course` ON `course_release` (`course_id`,`seq`);--> statement-breakpoint
CREATE TABLE `evaluation_snapshot` (
	`id` text PRIMARY KEY NOT NULL,
	`pilot_id` text NOT NULL,
	`version` integer NOT NULL,
	`kind` text NOT NULL,
	`selection` text NOT NULL,
	`report` text NOT NULL,
	`hash` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`pilot_id`) REFERENCES `pilot`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `evaluation_snapshot_version` ON `evaluation_snapshot` (`pilot_id`,`version`);--> statement-breakpoint
CREATE TABLE `evaluation_text` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`pilot_id` text NOT NULL,
	`pilot_library_id` text,
	`body` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`pilot_id`) REFERENCES `pilot`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pilot_library_id`) REFERENCES `pilot_library`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `evaluation_text_pilot` ON `evaluation_text` (`pilot_id`,`pilot_library_id`,`seq`);--> statement-breakpoint
CREATE TABLE `module_task` (
	`id` text PRIMARY KEY NOT NULL,
	`pilot_id` text NOT NULL,
	`module_id` text NOT NULL,
	`version` integer NOT NULL,
	`body` text NOT NULL,
	`owner_id` text,
	`due` text,
	`by_id` text,
	`at` integer NOT NULL,
	`done_at` integer,
	`done_by_id` text,
	`done_in_version` integer,
	`withdrawn_at` integer,
	FOREIGN KEY (`pilot_id`) REFERENCES `pilot`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`done_by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `module_task_pilot` ON `module_task` (`pilot_id`);--> statement-breakpoint
CREATE INDEX `module_task_owner` ON `module_task` (`owner_id`);--> statement-breakpoint
CREATE TABLE `module_verdict` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`pilot_id` text NOT NULL,
	`module_id` text NOT NULL,
	`version` integer NOT NULL,
	`verdict` text NOT NULL,
	`why` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`pilot_id`) REFERENCES `pilot`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `module_verdict_pilot` ON `module_verdict` (`pilot_id`,`module_id`,`seq`);--> statement-breakpoint
CREATE TABLE `pilot_result` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`pilot_library_id` text NOT NULL,
	`round` integer NOT NULL,
	`ido_questions` integer,
	`referrals` integer,
	`registrations` integer,
	`by_id` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`pilot_library_id`) REFERENCES `pilot_library`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `pilot_result_library` ON `pilot_result` (`pilot_library_id`,`round`,`seq`);--> statement-breakpoint
CREATE TABLE `questionnaire_answer` (
	`pilot_library_id` text NOT NULL,
	`round` integer NOT NULL,
	`key` text NOT NULL,
	`questionnaire` text NOT NULL,
	`version` integer NOT NULL,
	`scores` text NOT NULL,
	`quotes` text NOT NULL,
	PRIMARY KEY(`pilot_library_id`, `round`, `key`),
	FOREIGN KEY (`pilot_library_id`) REFERENCES `pilot_library`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `questionnaire_return` (
	`pilot_library_id` text NOT NULL,
	`round` integer NOT NULL,
	`person_id` text NOT NULL,
	PRIMARY KEY(`pilot_library_id`, `round`, `person_id`),
	FOREIGN KEY (`pilot_library_id`) REFERENCES `pilot_library`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `questionnaire_return_person` ON `questionnaire_return` (`person_id`);--> statement-breakpoint
CREATE TABLE `questionnaire_round` (
	`pilot_library_id` text NOT NULL,
	`round` integer NOT NULL,
	`asked` integer NOT NULL,
	`closed_at` integer NOT NULL,
	PRIMARY KEY(`pilot_library_id`, `round`),
	FOREIGN KEY (`pilot_library_id`) REFERENCES `pilot_library`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `outside_identity` (
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`account_id` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`issuer`, `subject`),
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `outside_identity_account` ON `outside_identity` (`account_id`);--> statement-breakpoint
CREATE TABLE `passkey` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`backed_up` integer NOT NULL,
	`name` text NOT NULL,
	`at` integer NOT NULL,
	`last_used_on` text,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `passkey_account` ON `passkey` (`account_id`);--> statement-breakpoint
CREATE TABLE `passkey_challenge` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`challenge` text NOT NULL,
	`purpose` text NOT NULL,
	`account_id` text,
	`expires` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `passkey_challenge_expires` ON `passkey_challenge` (`expires`);--> statement-breakpoint
CREATE INDEX `passkey_challenge_account` ON `passkey_challenge` (`account_id`);--> statement-breakpoint
CREATE TABLE `recovery_code` (
	`hash` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `account`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `recovery_code_account` ON `recovery_code` (`account_id`);--> statement-breakpoint
ALTER TABLE `session` ADD `passkey_at` integer;--> statement-breakpoint
CREATE INDEX `audit_event_actor` ON `audit_event` (`actor_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_event_subject` ON `audit_event` (`subject_id`,`at`);