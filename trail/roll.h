/* What a bundle says of its sessions and their commands: JSON, CSV, a page and Markdown.  Nothing in them acts. */
#ifndef STENO_TRAIL_ROLL_H
#define STENO_TRAIL_ROLL_H

#include "trail/estate.h"
#include "trail/ruling.h"

struct roll_session {
	struct estate_item item;
	struct ruling ruling;
	struct buffer commands; /* as `steno commands --json` gave them */
	uint64_t count, failed;
	bool lost;              /* the process that recovers them was: there may be more */
};

struct roll {
	struct roll_session *sessions;
	uint32_t count, room;
	const struct audit_result *audit; /* NULL: no trail tells of them */
	const char *origin, *key;         /* of the trail; the verifier's key */
	int64_t made;
	const char *by;
	struct buffer selection;          /* what was asked for, for people */
	uint32_t left_out;
	bool redacted;                    /* commands and reports have no secrets that we know */
};

void roll_release(struct roll *);

/* Count a session's commands. */
void roll_count(struct roll_session *);

/* Each appends one file. */
int roll_json(const struct roll *, struct buffer *out);     /* commands, one JSON object a line */
int roll_csv(const struct roll *, struct buffer *out);
int roll_html(const struct roll *, struct buffer *out);
int roll_markdown(const struct roll *, struct buffer *out);
int roll_verdict(const struct roll *, struct buffer *out);  /* one JSON object a line */
int roll_summary(const struct roll *, struct buffer *out);  /* bundle.json */
int roll_readme(const struct roll *, struct buffer *out);
int roll_checker(const struct roll *, struct buffer *out);  /* share/proof/check-proof.py */

#endif
