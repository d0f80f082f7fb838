/*
 * What the modules of a session on a pty share.  Each has a part of the session that it alone changes, but for what is said
 * there; all ask session_recompute() at the end of what they do to decide anew what is waited for.
 */
#ifndef STENO_RECORDER_LIVE_H
#define STENO_RECORDER_LIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>

#include "lib/base/buffer.h"
#include "lib/cast/event.h"
#include "lib/cast/keys.h"
#include "recorder/channel.h"
#include "recorder/child.h"
#include "recorder/feed.h"
#include "recorder/port.h"
#include "recorder/session.h"
#include "recorder/tape.h"
#include "recorder/terminal.h"
#include "recorder/truth.h"

struct event;
struct event_base;

enum state { RUNNING, LEAVING, DRAINING, OVER };

#define SESSION_SIGNALS 8 /* that it needs itself, and behind them those that are passed on */
#define CHUNK_MAX EVENT_DATA_MAX

/* proceedings.c: what is put into the record besides the output's bytes */
struct proceedings {
	struct keys keys;
	struct truth truth;
	int64_t sampled_at;
	struct buffer tokens;
	struct channel *channel; /* NULL: no reports are wanted; opened with the command, which inherits its other end */
	struct event *ready;     /* reports wait */
	struct buffer report;
};

/* display.c: what the user sees */
struct display {
	struct port port;
	struct event *room;
	struct buffer waiting; /* recorded, and not shown yet */
	bool slow;             /* the terminal has not taken all within our time for it */
};

/* outflow.c: from the command */
struct outflow {
	struct event *hold;
	char chunk[CHUNK_MAX + 4];
	size_t held; /* bytes at the chunk's start that wait for the rest of their character */
	int64_t read_at;
	bool flooding;
	long patience; /* ns */
	int in_a_row;  /* reads, one right behind the other, and no key between: a key sets it to 0 */
	bool stirred;  /* output came since the last second */
	bool suspect;  /* bytes wait of which no edge told, but it may be on its way */
	size_t drained;
};

/* inflow.c: to the command */
struct inflow {
	struct port port;
	struct event *ready, *again;
	struct feed feed;
	bool ended;
	int eof_delay;
	struct buffer waiting; /* typed, and not taken by the pty yet */
};

struct session {
	const struct session_options *options;
	struct tape *tape;
	enum state state;
	struct event_base *loop;
	struct event *witness, *second, *grace, *signals[SESSION_SIGNALS + CHILD_PASSED];
	int listener;
	bool second_armed;

	struct terminal terminal;
	struct child child;
	struct event *readable, *writable; /* of the pty's master; made anew together, for one descriptor has edges or levels */
	bool levels; /* the kernel's edges are not trusted */
	bool vacant; /* nobody has the command's terminal open, now: they may open it again.  Whoever reads or writes there finds out */
	struct winsize size;
	int status; /* wait status, once reaped */
	bool reaped;
	int leave_signal; /* why we are LEAVING: 128 + it; 0: recording failed */

	struct proceedings proceedings;
	struct display display;
	struct outflow outflow;
	struct inflow inflow;
};

/*
 * The modules' own makes and releases stand in the order of the session's beginning: X_make makes the events of X, once there are a loop and a
 * command, and returns 0 or negative; X_release takes what X has, however far it got.
 */

/* The one place that decides what is waited for, and ends the loop when all is over. */
void session_recompute(struct session *);

/* Within a second, or a moment where edges are suspected, the record's health and the pty are looked at. */
void session_arm_second(struct session *);

/* Wait for this event, or don't. */
void session_want(struct event *, bool wanted);
void session_free_event(struct event *);

#endif
