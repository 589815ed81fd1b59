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
DROP INDEX `outbox_next`;--> statement-breakpoint
CREATE INDEX `outbox_next` ON `outbox` (`channel`,`sent_at`,`failed_at`,`next_try_at`);