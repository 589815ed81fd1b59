CREATE TABLE `statement_forwarded` (
	`lrs` text NOT NULL,
	`id` text NOT NULL,
	`library_id` text NOT NULL,
	`person_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`lrs`, `id`),
	FOREIGN KEY (`library_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `statement_forwarded_library` ON `statement_forwarded` (`library_id`);--> statement-breakpoint
CREATE INDEX `statement_forwarded_person` ON `statement_forwarded` (`person_id`);--> statement-breakpoint
CREATE TABLE `scorm_attempt` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`version_id` text NOT NULL,
	`nr` integer NOT NULL,
	`preview` integer NOT NULL,
	`started_at` integer NOT NULL,
	`saved_at` integer,
	`done_at` integer,
	`completion` text NOT NULL,
	`success` text NOT NULL,
	`score` real,
	`item_id` text,
	`sequencing` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`version_id`) REFERENCES `scorm_version`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scorm_attempt_nr` ON `scorm_attempt` (`person_id`,`version_id`,`preview`,`nr`);--> statement-breakpoint
CREATE INDEX `scorm_attempt_version` ON `scorm_attempt` (`version_id`);--> statement-breakpoint
CREATE TABLE `scorm_common` (
	`person_id` text NOT NULL,
	`owner_id` text NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`person_id`, `owner_id`, `kind`, `key`),
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `scorm_common_owner` ON `scorm_common` (`owner_id`);--> statement-breakpoint
CREATE TABLE `scorm_global` (
	`attempt_id` text NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`attempt_id`, `kind`, `key`),
	FOREIGN KEY (`attempt_id`) REFERENCES `scorm_attempt`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `scorm_launch` (
	`hash` text PRIMARY KEY NOT NULL,
	`attempt_id` text NOT NULL,
	`at` integer NOT NULL,
	`expires` integer NOT NULL,
	`replaced_at` integer,
	FOREIGN KEY (`attempt_id`) REFERENCES `scorm_attempt`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `scorm_launch_attempt` ON `scorm_launch` (`attempt_id`);--> statement-breakpoint
CREATE INDEX `scorm_launch_expires` ON `scorm_launch` (`expires`);--> statement-breakpoint
CREATE TABLE `scorm_package` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	`deleted_at` integer,
	`deleted_by_id` text,
	FOREIGN KEY (`owner_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`deleted_by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `scorm_package_owner` ON `scorm_package` (`owner_id`);--> statement-breakpoint
CREATE TABLE `scorm_state` (
	`attempt_id` text NOT NULL,
	`item_id` text NOT NULL,
	`data` text NOT NULL,
	`session` integer NOT NULL,
	`sequence` integer NOT NULL,
	`total_seconds` real NOT NULL,
	`session_seconds` real NOT NULL,
	`finished` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`attempt_id`, `item_id`),
	FOREIGN KEY (`attempt_id`) REFERENCES `scorm_attempt`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `scorm_version` (
	`id` text PRIMARY KEY NOT NULL,
	`package_id` text NOT NULL,
	`nr` integer NOT NULL,
	`title` text NOT NULL,
	`standard` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`unpacked_bytes` integer NOT NULL,
	`manifest` text NOT NULL,
	`rule` text NOT NULL,
	`min_score` real,
	`minutes` integer NOT NULL,
	`windows` integer DEFAULT false NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	`published_at` integer,
	`published_by_id` text,
	FOREIGN KEY (`package_id`) REFERENCES `scorm_package`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`published_by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scorm_version_nr` ON `scorm_version` (`package_id`,`nr`);--> statement-breakpoint
CREATE INDEX `scorm_version_published` ON `scorm_version` (`published_at`);--> statement-breakpoint
CREATE INDEX `scorm_version_by` ON `scorm_version` (`by_id`);--> statement-breakpoint
CREATE TABLE `certificate_badge` (
	`certificate_id` text PRIMARY KEY NOT NULL,
	`salt` text,
	`list` integer NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`certificate_id`) REFERENCES `certificate`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `certificate_badge_bit` ON `certificate_badge` (`list`,`position`);--> statement-breakpoint
CREATE TABLE `signing_key` (
	`public_key` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`retired_at` integer,
	`withdrawn_at` integer
);
--> statement-breakpoint
DROP INDEX `outbox_next`;--> statement-breakpoint
CREATE INDEX `outbox_next` ON `outbox` (`channel`,`sent_at`,`failed_at`,`next_try_at`);--> statement-breakpoint
CREATE INDEX `group_rule_item_asked` ON `group_rule_item` (`ref`);