/*
 * What the modules of the recovery share: the line that is being edited, the one that was left last, and what is
 * known of the terminal meanwhile.  From the outside there is recovery.h.
 */
#ifndef STENO_INDEXER_EDIT_H
#define STENO_INDEXER_EDIT_H

#include "indexer/brackets.h"
#include "indexer/echo.h"
#include "indexer/keyboard.h"
#include "indexer/line.h"
#include "indexer/place.h"
#include "indexer/program.h"
#include "indexer/recall.h"
#include "indexer/recovery.h"

#define REPLIES_MAX 32  /* that may turn out to have been typed ahead */
#define UNASKED_MAX 16
#define VOLLEY_MAX 64
#define PULSE_MAX 256
#define TALLY_MAX 64
#define OVERDUE_MAX 4
#define ACCOUNTS_MAX 16 /* reports that wait for their line */
#define LATE_MAX 4      /* letters of a line that are drawn behind the key that commits it */
#define ANSWER_MS 30    /* output that comes later than that, and is not the first, answers no key */
#define NOISE_MS 300    /* output so long after a key, and not the first, is no echo of it; */
#define NOISE_COARSE_MS 1500 /* of more keys, where they are told of once a second */
#define UNTOLD_MS 1200  /* keys that print are told of once a second */
#define BURST 8         /* signs */

struct truth {
	bool known;
	bool cooked;   /* the kernel edits the line, and echoes it */
	bool echoes;   /* that at least */
	bool echo_off; /* ECHO is off, and the kernel edits lines: nobody else shows what is typed */
	long group;
	char name[PROGRAM_NAME_MAX];
};

/* What the line's editor wrote itself: see solo.h. */
struct solo {
	struct buffer heard;
	int col;       /* where its text begins */
	bool intruded; /* others have printed into it, */
	char theirs[4]; /* last a row that begins so, */
	bool owed;     /* with no echo of the last key in it */
	bool beside;   /* it drew elsewhere, and came back: left out */
	bool lost;     /* not all of it is known, or it is too much */
};

/* The line, and what a job may have printed into it: see pulse.h. */
struct pulse {
	struct buffer heard;
	int col;       /* where its text begins */
	struct pulse_piece {
		int64_t at;
		size_t where, len; /* in what was heard; SIZE_MAX: a job's */
		char sign;         /* all of it; 0: it is longer */
	} list[PULSE_MAX];
	int count;
	size_t over;   /* bytes of what a job wrote over it last, from the margin on, */
	char ends[2];  /* and the last two of them; */
	size_t first_at; /* 0, or behind so much of what was heard that came first: the last may be a letter of the line's */
	bool fed;      /* by a line feed of the job's */
	bool words;    /* more came at once than is typed so */
	bool behind;   /* since then rows came that were not heard; */
	bool lost;     /* not all of it is known, or it is too much */
};

struct edit {
	bool open, bracket, anchored;
	bool closing;         /* its bracket closed; the editor is on its way below the line */
	uint64_t closing_id;  /* the row of the cursor then, and its column */
	int closing_col;
	uint64_t closing_number; /* and the event */
	bool closing_late;    /* it ends with this event */
	bool returned;        /* it has, on this row */
	bool twice;           /* the cursor returned where it had returned already: keyless.c */
	uint64_t below_id;
	bool displaced;       /* other output came between: where the text begins must be found anew */
	bool taller;          /* in a pane: it began above the top */
	bool chooses;         /* the last key was for a chooser below it */
	uint64_t counts;      /* in a pane: a bit for each count that stood at its right margin when it was anchored, */
	uint64_t counted;     /* and the event */
	bool fed;             /* by a line feed */
	bool mute;            /* what was typed before the key that commits was not echoed; */
	bool hidden;          /* the kernel's truth, when it was pressed */
	bool tampered;        /* a job drew over the line */
	bool repainted;       /* its prompt is being drawn anew, */
	struct buffer kept;   /* with this text before the cursor; */
	bool watched;         /* or perhaps, by the output that comes */
	bool reprint;         /* the next row has it all again */
	bool adrift;          /* it goes on behind that output, without its prompt, */
	bool apart;           /* which was not drawn again since */
	bool feigned;         /* adrift: it stands behind one that a job has drawn, or has printed */
	bool owed;            /* what was typed before its prompt stands behind that */
	bool caught;          /* a prompt came behind what was typed: see catchup.h */
	bool goes_on;         /* it belongs to the line that is held */
	bool whole;           /* and is edited together with it: the editor draws all of its rows, */
	bool bare;            /* and nothing before this one, which was typed from the margin on */
	bool known;           /* its prompt is known */
	bool front;           /* the kernel had a shell or an interpreter in front, */
	long group;           /* this one; else 0 */
	bool marked;          /* the shell's marks stand around its prompt */
	struct anchor awaited; /* without keys: the cursor, when it began and no prompt stood; */
	uint32_t above;        /* a sum of the two rows above its prompt, 0: they are empty */
	struct anchor anchor;
	struct anchor origin; /* adrift: where it was */
	struct pane pane;
	struct buffer prompt; /* what stands left of the text */
	struct buffer home;   /* the same without output that stood on its row before: what is drawn anew */
	struct buffer before; /* text of the line that other output cut off */
	struct buffer draft;  /* the text when a key that may commit was pressed, */
	uint64_t draft_id;    /* and the row in which it began; 0: the anchor's */
	int height;           /* in a pane: rows from there to its last, */
	int below;            /* and those written below since it began: of the text, or a list */
	bool tall;            /* it went out of its window: see tall.h */
	bool slid;            /* its editor moved it sideways, */
	bool slides;          /* or does so in this event; */
	bool half_drawn;      /* an event ended in the middle of that; */
	struct buffer whole_text; /* this is all of it, */
	uint64_t low_id;      /* the lowest row that its cursor was in; */
	uint64_t ghost_id;    /* in a pane: the row in which a suggestion began when the key came, 0: there was none; */
	int ghost_col;        /* and its column */
	uint64_t rest_id;     /* and the last of the text, when the cursor is above it */
	struct buffer heard;  /* all output since it was anchored, */
	size_t heard_before;  /* and how much before the last event */
	bool overheard;       /* it is too much */
	size_t gone;          /* of which so many bytes are not shown */
	struct solo solo;
	struct pulse pulse;
	bool drafted;
	bool full;            /* it filled its last row, and the editor had gone to the next already */
	bool again;           /* in a pane: brackets opened once more while it stood */
	uint64_t doubled;     /* its editor, or somebody else, said once more that it begins, behind the key of the event before this */
	uint64_t last_id;     /* the row of the cursor then; in a pane the last row of the text */
	struct buffer calm;   /* the text before output that no key asked for */
	struct buffer head;   /* of it what stands before the cursor, */
	uint64_t calm_id;     /* which is here */
	int calm_col;
	bool has_calm;
	uint32_t stamp;       /* of the event in which it opened */
	int64_t opened_at;
	struct anchor opened; /* the cursor then */
	uint64_t opened_bytes;
	uint64_t anchored_bytes; /* of output when it was anchored */
	bool secret;          /* a password was asked for behind it: it was typed too early */
	bool unechoed;        /* printable keys, and no byte of output, until the key that commits */
	uint64_t feed_id;     /* the row that the last line feed left, 0: none; */
	uint64_t feed_number; /* and the event that did it */
	uint64_t edge_id;     /* displaced: the last row of the line before, */
	uint32_t edge_stamp;  /* and the event that did it */
	unsigned reasons;
};

/* What the marks of a shell said since a line was left; whoever prints can print them. */
struct marks {
	bool begun, ready;       /* a prompt began, and ended, here: */
	uint64_t id;
	int col;
	bool context;            /* the shell's own context was opened (OSC 3008) */
	char id_of_command[64];  /* and its command's */
	int ends;
	bool differ;             /* not all said the same */
	int64_t exit;
	struct buffer line, cwd; /* "" none, or several that differ: then `*_differ` */
	bool line_differs, cwd_differs;
};

/* A line that was left. */
struct held {
	bool any;
	struct command c;
	struct buffer prompt;
	struct anchor anchor;
	struct pane pane;
	uint64_t first_id; /* the row in which it begins, */
	uint64_t row_id;  /* its last, */
	uint64_t left;    /* and the event in which it was left; 0: it has several */
	bool given;       /* and other panes were given its keys, too */
	bool stood;       /* several rows of it stood there when the key came */
	uint64_t bytes;   /* of output before it was left */
	bool expects;     /* the shell prints what it became: a history reference, a line from an editor */
	bool laid;        /* and has not: it lies behind the next prompt, to be looked at */
	bool from_editor;
	char key;         /* that committed it; 0: none that is known to */
	bool meta;        /* perhaps with Alt, which may have added a row to it */
	bool doubted;     /* a reply in a pane, */
	bool answers;     /* and what was typed behind a question */
	bool unsure;      /* no key that commits was pressed: it counts only if it stands when its prompt comes again */
	bool chosen;      /* then: a chooser had the last key, and may have brought another directory */
	bool over;        /* a program has written over it, from the margin on: that asks for nothing */
	bool asked;       /* a row of it was asked for with another prompt than its first */
	bool unknown;     /* keys that showed nothing were pressed: it counts only if something was printed */
	long group;       /* of the shell that read it; 0 not known */
	bool marked;      /* the shell marks its prompts, and marked this one */
	struct buffer shown;
};

/* What was typed at a running program, or ahead of the next prompt. */
struct reply {
	struct command c;
	bool doubted; /* in a pane anything may be drawn: it counts only as typed ahead, */
	bool answers; /* or where it was echoed behind a question */
	bool unasked; /* no prompt stood before it, */
	bool behind;  /* or what does ends as a short prompt that is known */
	bool over;    /* a program has written over it, from the margin on */
	uint32_t asked; /* a sum of the prompt that did */
};

/* What a shell reports. */
struct account {
	long group;
	bool idle;        /* nothing ran */
	int64_t exit;     /* or COMMAND_UNKNOWN */
	struct buffer line, cwd; /* "" not known */
	int64_t at;
	uint64_t event;
};

/* Lines that came at once, and wait for their prompts: see volley.h. */
struct volley {
	struct volley_line {
		struct buffer text;
		struct stroke stroke;
		uint64_t row_id; /* its last */
	} list[VOLLEY_MAX];
	int count;
	struct buffer prompt; /* of the line before them */
	uint64_t number;      /* the event in which the last was echoed */
};

/* Keys that ended a line: see tally.h. */
struct tally {
	struct tally_key {
		uint64_t event;
		int64_t at;
		uint64_t edit; /* how much output there was when the line's edit was opened */
		bool at_once;  /* all of it came with the key */
	} list[TALLY_MAX];
	int count;
	uint64_t unseen; /* the event of the last U that was told */
};

struct recovery {
	struct recovery_sink sink;
	struct screen *screen;
	struct screen_observer observer;
	struct keyboard keyboard;
	struct places places;
	struct truth truth;
	struct edit edit;
	struct echo echo;     /* of its line, when the kernel edits it, */
	struct echo overheard; /* and where it is typed at a program that draws */
	struct held held;
	struct volley volley;
	struct tally tally;
	struct {
		uint64_t event;
		int64_t at;
	} overdue[OVERDUE_MAX]; /* keys that ended lines of which nothing was seen yet: see overdue.h */
	int overdue_count;
	struct recall recall;
	struct buffer told;   /* the line that was told last */
	struct brackets brackets;
	struct reply replies[REPLIES_MAX];
	int reply_count;
	uint64_t seq, bytes;
	uint64_t number, last_number; /* of the event; the second where it was put together of several */
	uint64_t answered;    /* events of output since the last key */
	bool unbidden;        /* this one answers none */
	bool unhidden;        /* what was typed while the terminal hid it has made it show again, just now */
	bool brought;         /* a line was left for another pane, with a key that may have been told together with what was typed there */
	uint32_t unasked[UNASKED_MAX]; /* the newest events of output that answered no key */
	int unasked_next;
	struct account accounts[ACCOUNTS_MAX]; /* oldest first */
	int account_count;
	struct marks marks;
	struct {
		struct command c;
		struct command_end end;
		bool waits, runs;
	} own;                /* the session's own command */
	bool terminal;        /* there is one to be read off */
	struct buffer begun;  /* what was typed at a program when an editor began, before the next key */
	int queries;          /* that the terminal will answer, */
	int64_t asked_at;     /* and when the last was put; */
	int64_t answers_ms;   /* how long the last answer took, -1: there was none */
	const struct event *output; /* that the screen is taking; else NULL */
	size_t output_seen;   /* how much of it was looked at */
	int64_t at, output_at, key_at;
	uint32_t output_number; /* the newest event of output */
	uint64_t committed;   /* the event of the key that ended the line that was left last */
	uint64_t key_number;  /* of the last event of keys, */
	uint64_t key_row;     /* and where the cursor was then; */
	uint64_t broken;      /* of the last that has the terminal forget what nobody has read yet, */
	uint64_t pressed;     /* of the last that has left a line by itself, with no key that commits, */
	uint64_t unshown;     /* and of the last that ended in a pane what was not shown before an editor began */
	bool alternate;
	uint32_t alternate_stamp; /* of the event that took it last */
	bool resized;         /* since the last key: editors draw all anew */
	int status;
};

/* edit.c */
void edit_observe(struct recovery *);
bool shell_in_front(const struct recovery *);
bool is_cooked(struct recovery *);
bool is_fish(struct recovery *);
bool is_zsh(struct recovery *);
bool shows_multiplexer(struct recovery *);
bool status_is_above(struct recovery *); /* and it asks there, too */
bool status_names_shell(struct recovery *); /* in front of the window that is shown */
bool status_names_editor(struct recovery *); /* a shell there that edits its lines itself */
bool status_says(struct recovery *, const char *what);
void look_for_fish(struct recovery *, const char *data, size_t len);
uint64_t cursor_row_id(struct recovery *);
bool wraps_itself(struct recovery *);
void edit_close(struct recovery *);
void edit_unanchor(struct recovery *);
void edit_open(struct recovery *, bool bracket);
void edit_set_anchor(struct recovery *, int row, int col, const struct buffer *prompt);
void edit_pane_anew(struct recovery *);
void edit_text(struct recovery *, int last, struct buffer *text);
uint64_t edit_first_row(const struct edit *); /* where its text began when it was last read */
bool is_preview(struct recovery *, int row); /* of what the line would give */
bool drawn_at_once(struct recovery *, int row, int from, int to); /* these cells */
uint32_t stamp_left_of(struct recovery *, int row, int col); /* of the event that wrote the cell there; 0: none */
bool edit_says_the_same(struct recovery *, int row, int col, int last); /* as before other output came, behind a prompt here */
bool edit_resolve(struct recovery *, int last, int *row, int *col); /* where the text begins now */

/* silence.c */
void silence_note(struct recovery *, const struct event *); /* a key comes */
void silence_settle(struct recovery *); /* the same: the multiplexer was slow to tell who reads the line */
const char *asks_silently(struct recovery *); /* the interpreter of a pane that has no prompt; NULL: there is none */

/* guest.c */
bool may_edit(struct recovery *); /* on another program's full screen nobody edits a shell's line */
bool stands_at_guest_prompt(struct recovery *);

/* guise.c: the row in which the line began is gone, and it stands behind a prompt that is another by now */
bool guise_stands(struct recovery *, int last, int *row, int *col);

/* onset.c */
void edit_anchor_bare(struct recovery *);
void edit_anchor_at_cursor(struct recovery *, bool ahead);
void edit_anchor_again(struct recovery *);

/* The cursor is in a row that begins with the prompt of an interpreter that was left for another pane: that is who reads now. */
bool edit_take_up(struct recovery *);
void edit_recall_side(struct recovery *, int row, int col);
void edit_anchor_at(struct recovery *, int row, int col);
void edit_anchor_late(struct recovery *, int last);
bool was_unasked(struct recovery *, uint32_t stamp); /* the event was output that answered no key */

/* drift.c */
void edit_settle(struct recovery *);
void edit_keep(struct recovery *, const struct buffer *typed);
void edit_drawn_below(struct recovery *);
void edit_come_back(struct recovery *);
void edit_follow_window(struct recovery *); /* a key comes */

/* draft.c */
void edit_draft(struct recovery *);
void edit_draft_late(struct recovery *);
void edit_draft_above(struct recovery *, bool left); /* its editor says that it ended */
void edit_drop_draft(struct recovery *);
void edit_drop_ghost(struct recovery *); /* the line is left, and its editor will erase what it has suggested */
void edit_cut_ghost(struct recovery *, struct buffer *text);
void edit_note_low(struct recovery *); /* a key comes */

/* standing.c */
bool known_prompt(struct recovery *, const struct pane *pane, int row, int *col, struct buffer *prompt);
bool similar_prompt(struct recovery *, const struct pane *pane, int row, int *col, struct buffer *prompt);
int gap_since_held(struct recovery *, int row);
bool held_stands(struct recovery *, const struct buffer *prompt, int row);
bool go_to_place(struct recovery *, const struct buffer *prompt, bool bracket, unsigned marks);
bool further_prompt(struct recovery *, const struct pane *pane, int row, int *col, struct buffer *prompt);

/* mingled.c */
bool stands_behind_further(struct recovery *, const struct buffer *row); /* a prompt that is known, behind prompts for more, and nothing else */
bool ends_with_prompt(struct recovery *, const struct buffer *text, struct buffer *prompt);
size_t prompt_behind_echo(struct recovery *, const struct buffer *row, struct buffer *prompt);
bool prompt_within(struct recovery *, struct buffer *text, size_t *end);

/* more.c */
bool held_is_open(const struct held *h, const struct place *p);
bool goes_on(struct recovery *, const struct buffer *prompt, int row);
bool asks_as_zsh(const struct buffer *prompt);
bool asks_as_tcsh(const struct buffer *prompt, const struct buffer *line, bool surely_tcsh);
bool sets_prompt(const struct buffer *text); /* it may be gone by it */
bool names_prompt(const struct buffer *text, const struct buffer *prompt); /* this one, whole: "env PS1='tree> ' ksh" */
bool gave_name(const struct place *top, const struct buffer *prompt); /* its last line did: it stands in this prompt */
bool is_bracketed(struct recovery *); /* the terminal marks pastes: an editor reads there */

/* held.c */
void held_take(struct recovery *, struct buffer *text, const struct stroke *, uint64_t row_id); /* a line that was left */
void held_amend(struct recovery *); /* by what came in the same event, behind the line feed */

/* calm.c */
void calm_keep(struct recovery *, const struct event *); /* output comes: what the line says before it */
bool calm_overwritten(struct recovery *, bool anew); /* and drawn from its margin */
bool calm_driven_up(struct recovery *); /* in a full pane: others have printed behind the line, which stands higher now, and the cursor below that */
bool calm_draws_anew(struct recovery *, const struct event *);
bool calm_goes_over_own_row(struct recovery *); /* what answers the key does, by a line feed, and prints nothing there */
bool calm_over_prompt(struct recovery *, const struct event *); /* that stands, and nobody types */
void calm_note_unasked(struct recovery *);
bool calm_goes_on_unasked(const struct recovery *);
int64_t calm_noise_ms(const struct recovery *);
bool calm_is_sign(const struct event *); /* one, and nothing that moves the cursor */
size_t calm_plain_length(const struct event *); /* the text with which it begins, up to what moves the cursor */
size_t calm_drawn_length(const struct event *ev); /* the same with colours and steps back */
size_t calm_scrolled_length(const struct event *ev);
bool calm_is_plain(const struct event *);

/* untold.c */
bool untold_elsewhere(struct recovery *);
/* In a pane they have gone on over the margin: the row above in which their line begins, behind a prompt; else the cursor's. */
int untold_row(struct recovery *, const struct screen_cursor *);
bool untold_typed(struct recovery *); /* behind a prompt that nothing had told of */
void untold_take(struct recovery *, const struct event *);
void untold_begun(struct recovery *, const struct event *);

/* hush.c */
bool hush_asks_for_secret(const struct buffer *row);
void hush_note_secret(struct recovery *, const struct event *);
void hush_note_hidden(struct recovery *, const struct event *);
bool hush_hid_answer(const struct recovery *); /* in a pane: a secret was asked for, and nothing stood there when its key came */
bool hush_takes_lines(struct recovery *); /* a key that ends one was pressed */
bool hush_was_read(const struct recovery *); /* in a pane: a secret, and an editor begins */
bool hush_asks_behind(struct recovery *); /* all that was pressed is hidden, and something asks below */

/* verdict.c */
bool verdict_opens_editor(const struct keyboard *);
bool verdict_doubtful(struct recovery *, const struct buffer *text, int last);
bool verdict_may_hold_tabs(const struct buffer *text);
bool verdict_answer(struct recovery *, const struct buffer *text, const struct stroke *, bool moved);
bool verdict_scrolled(struct recovery *, int last);
void verdict_give(struct recovery *, struct buffer *text, struct stroke, bool escaped, bool moved, bool touched, uint64_t row_id);

/* steer.c */
char multiplexer_prefix(const struct recovery *); /* the key before its own: */
bool is_for_panes(const struct recovery *); /* it was pressed lately */

/* leave.c */
void edit_leave(struct recovery *, uint64_t last_row_id);
bool leave_was_searched(const struct edit *);
bool leave_note_idle_break(struct recovery *, const struct buffer *text); /* this is the line: whether a ^C came before it, and has ended nothing */
void leave_add_draft(const struct edit *, struct buffer *text); /* what it said when the key came; of a search, what it had found */
bool ends_shell(const struct buffer *text);
int edit_row_of_search(struct recovery *, int cursor); /* zsh's own, below this row; -1: there is none */
void edit_note_found(struct recovery *);
void edit_note_rest(struct recovery *);
bool edit_has_row(struct recovery *, int row); /* its editor drew it with the line */

/* unseen.c */
void edit_leave_unseen(struct recovery *);
bool edit_left_by_itself(struct recovery *, int64_t at);

/* ahead.c */
void hindsight_text(struct recovery *, struct buffer *text, const struct stroke *); /* by what was typed */
bool hindsight_tabs(struct recovery *, struct buffer *text, const struct stroke *); /* that the screen shows as blanks; whether there are any */
void hindsight_lost(struct recovery *, int row, const struct command *before); /* lines that stand above this row, were typed before this one, or NULL, and told of by nobody */
void hindsight_told(struct recovery *, const struct command *);
bool begins_with_known(struct recovery *, const struct pane *, int row, int *col, struct buffer *prompt);
void ahead_lines(struct recovery *, int row); /* lines typed ahead that stand above this row */
bool ahead_stands(struct recovery *, const struct pane *, int row, int col, int last, const struct buffer *text); /* this text, and nothing else */
int ahead_rows_end(struct recovery *, const struct pane *, int row, int before); /* of the line that begins in this row, before another */
int ahead_last_row(struct recovery *, const struct pane *, int row, int col, int before, const struct stroke *);
void ahead_counted(struct recovery *, int row); /* and those that nobody drew there, but read */
void ahead_held_again(struct recovery *, int row, int col); /* the line that is held stands behind this prompt, too */
void ahead_rest(struct recovery *, int row); /* and the others of several that came at once */
void ahead_lost(struct recovery *); /* none of them was found */
void ahead_take(struct recovery *);
bool drawn_by_program(struct recovery *, const struct pane *, int row, int col, const struct buffer *prompt); /* this prompt */
bool ahead_asked(const struct recovery *, const struct buffer *prompt); /* replies were given behind this very prompt: */
void ahead_take_asked(struct recovery *, const struct buffer *prompt);  /* they are commands */
void ahead_take_last(struct recovery *); /* what was typed at a program with the last keys was for who asks now, with nothing */
bool ahead_drawn_again(struct recovery *);
void ahead_mend(struct recovery *, int row); /* the held line, by what its shell has drawn */
bool ahead_hidden(const struct recovery *);

/* follow.c */
void edit_displace(struct recovery *, bool fed);
void edit_end_closing(struct recovery *);
void follow_mark(void *context, enum screen_mark mark, int number, const char *data, size_t len);

/* ledger.c */
void note_status(struct recovery *, int status);
void end_running(struct recovery *, struct place *p);
enum command_grade grade_of(unsigned reasons);
void hand_one(struct recovery *, struct command *c);
void hand_alone(struct recovery *, struct command *c);
void hand_found(struct recovery *, int64_t at, uint64_t event, const struct buffer *text, unsigned reasons); /* of a key of which its edit told nothing; no text: NULL */
void flush_replies(struct recovery *, uint64_t event);
void hide_replies(struct recovery *); /* they may have been a password, typed too early */
size_t ahead_within(struct recovery *, const struct buffer *row); /* where a line typed ahead stands in it; SIZE_MAX */
size_t ahead_begun_within(const struct recovery *, const struct buffer *row); /* the same of one that was only begun */
bool lacks_letters_of(const struct command *reply, const struct buffer *text);
bool is_woven(const struct buffer *seen, const struct buffer *text); /* letters of a program's stand between those of the text */
bool was_torn(const struct command *reply, const struct buffer *text); /* by output, and is whole in the editor's line */
bool may_claim_reply(const struct recovery *, const struct buffer *text);
bool claim_reply(struct recovery *, const struct buffer *text, struct stroke *stroke);
void held_drop(struct recovery *);
void set_running(struct recovery *, const struct command *c, uint64_t bytes);
void held_flush(struct recovery *, bool printed);

/* account.c: reports; the held line's, when there is one; those left when somebody types again */
void account_take(struct recovery *, const struct event *);
bool account_waits(const struct recovery *);
bool account_for_held(struct recovery *);
void accounts_expire(struct recovery *);
void accounts_free(struct recovery *);

/* own.c */
void own_note(struct recovery *, const struct header *);
void own_begin(struct recovery *);
void own_exit(struct recovery *, const struct event *);
void own_end(struct recovery *);
void own_free(struct recovery *);

/* marks.c */
void marks_take(struct recovery *, int number, const char *data, size_t len);
void marks_left(struct recovery *);
unsigned marks_stand(const struct recovery *, uint64_t row_id, int col); /* which kinds of them, around this prompt */
void marks_at_prompt(struct recovery *, unsigned kinds);
void marks_for_running(struct recovery *, struct place *, unsigned kinds);
void marks_free(struct recovery *);

#endif
