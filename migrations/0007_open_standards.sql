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
ALTER TABLE `scorm_version` ADD `windows` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `group_rule_item_asked` ON `group_rule_item` (`ref`);