CREATE TABLE `erasure_request` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	`keeps_certificates` integer NOT NULL,
	`due_at` integer NOT NULL,
	`withdrawn_at` integer,
	`done_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `erasure_request_once` ON `erasure_request` (`person_id`,`at`);--> statement-breakpoint
CREATE INDEX `erasure_request_due` ON `erasure_request` (`due_at`);--> statement-breakpoint
CREATE TABLE `people_import` (
	`id` text PRIMARY KEY NOT NULL,
	`library_id` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	`file_name` text NOT NULL,
	`rows` text,
	`counts` text NOT NULL,
	`applied_at` integer,
	FOREIGN KEY (`library_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `people_import_library` ON `people_import` (`library_id`,`at`);--> statement-breakpoint
CREATE TABLE `person_merge` (
	`id` text PRIMARY KEY NOT NULL,
	`kept_id` text NOT NULL,
	`gone_id` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	`moved` text NOT NULL,
	`undone_at` integer,
	FOREIGN KEY (`kept_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`gone_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`by_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `person_merge_kept` ON `person_merge` (`kept_id`);--> statement-breakpoint
CREATE INDEX `person_merge_gone` ON `person_merge` (`gone_id`);