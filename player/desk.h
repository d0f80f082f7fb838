/*
 * A recording played on a terminal, with a person at the keys: desk.c runs the loop, controls.c knows the keys, prompts.c what is
 * asked for, sheets.c what is laid over the screen.
 */
#ifndef STENO_PLAYER_DESK_H
#define STENO_PLAYER_DESK_H

#include "lib/canvas/console.h"
#include "lib/canvas/field.h"
#include "player/reel.h"
#include "player/sheet.h"
#include "player/sifter.h"
#include "player/transport.h"
#include "player/viewport.h"

struct desk_order {
	struct stage_target from;
	int64_t command; /* to go to when it is known; -1: none */
	int speed;      /* eighths */
	int64_t idle;   /* ms; 0: pauses are as long as they were */
	bool follow, paused, utc;
};

enum desk_mode { DESK_SCREEN, DESK_PROMPT, DESK_SHEET };

struct desk {
	struct reel *reel;
	struct console *console;
	struct transport clock;
	struct viewport view;
	struct stage_target target;
	struct stage_place place; /* of the picture that is shown */
	bool seeking;   /* the clock stands until the stage has arrived */
	bool following; /* a live recording, as it comes */
	int64_t wanted; /* a command that is not known yet: gone to when it is; -1: none */
	bool resumes;   /* then it plays on */
	bool keep_following, utc, bare, leaving, dirty;
	int lost;       /* how often what draws was lost since the last picture */
	uint64_t painted;
	size_t chapters; /* that were known when it was painted, */
	bool length_known; /* and whether its length was */
	int64_t painted_at, sought_at; /* sought_at: when it began to seek */
	char message[512];
	int64_t gap_at; /* when the message is one of a gap in the recording: its time; else -1 */

	enum desk_mode mode;
	struct field *field;
	const char *question;
	void (*answer)(struct desk *, const char *text);
	struct sheet sheet;
	void (*taken)(struct desk *, long row);
	struct buffer *lines; /* of a sheet that is made of them */
	long line_count;

	struct sifter *sifter;
	char word[SIFTER_WORD_MAX + 1];
	bool sifting, sift_back;
	uint64_t sift_event; /* of the nearest command that has the word: UINT64_MAX none, or 0 backwards */
	int64_t sift_at;
};

/* Until the person leaves: an exit code. */
int desk_run(struct reel *, struct console *, const struct desk_order *);

/* Something to read, until the next key. */
void desk_say(struct desk *, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Go there: a time, which is brought to one that there is; an event, which came at this time as far as is known. */
void desk_go_time(struct desk *, int64_t at);
void desk_go_event(struct desk *, uint64_t event, int64_t at);
/* To a command, as soon as it is known; until then the clock stands. */
void desk_go_command(struct desk *, int64_t seq);
void desk_pause(struct desk *, bool paused);
/* To the end, and on with it where it is live. */
void desk_go_end(struct desk *, bool follow);

/* The event behind the one that is, or will be, shown. */
uint64_t desk_event(const struct desk *);
/* Where its clock is, or will be. */
int64_t desk_now(const struct desk *);
/* Faster, slower; 0: as fast as it was. */
void desk_hurry(struct desk *, int steps);
/* How large the part for the recorded screen is. */
void desk_room(const struct desk *, int *cols, int *rows);

/* controls.c: a key, while the screen is shown; and the rows of a sheet that tells of them. */
void controls_key(struct desk *, uint32_t key);
long controls_count(void);
void controls_row(const void *nothing, long row, struct buffer *, struct canvas_style *);
/* Look for desk.word again. */
void controls_find(struct desk *, bool back);

/* prompts.c: ask for something. */
void prompts_go(struct desk *);
void prompts_find(struct desk *);
void prompts_save(struct desk *);
void prompts_note(struct desk *);
void prompts_verdict(struct desk *);
void prompts_key(struct desk *, uint32_t key);

/* sheets.c: lay something over the screen. */
void sheets_help(struct desk *);
void sheets_commands(struct desk *);
void sheets_details(struct desk *);
void sheets_key(struct desk *, uint32_t key);
void sheets_close(struct desk *);
/* Before it is painted: there may be more by now. */
void sheets_refresh(struct desk *);

#endif
