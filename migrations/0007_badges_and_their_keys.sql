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
