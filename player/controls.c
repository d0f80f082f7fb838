/* What the keys do while a recording is played. */
#include <inttypes.h>
#include <string.h>

#include "player/bars.h"
#include "player/desk.h"

#define STEP_MS 5000
#define STRIDE_MS 60000

static void
do_pause(struct desk *d, int nothing)
{
	(void)nothing;
	/* at the end there is nothing to go on to: from the start */
	if (d->clock.paused && d->place.end && !d->seeking && source_end(stage_source(d->reel->stage)) != SOURCE_LIVE)
		desk_go_time(d, 0);
	desk_pause(d, !d->clock.paused);
}

static void
do_skip(struct desk *d, int ms)
{
	if (d->seeking && !d->target.by_event && d->target.at == INT64_MAX && !d->reel->length_known) {
		desk_say(d, "Where its end is, is not known yet.");
		return;
	}
	desk_go_time(d, desk_now(d) + ms);
}

/* The next event; back, the screen before the newest that is shown. */
static void
do_step(struct desk *d, int by)
{
	uint64_t event = desk_event(d);

	desk_pause(d, true);
	if (by > 0)
		desk_go_event(d, event > d->place.next_event ? event : d->place.next_event, d->place.next != STAGE_NONE ? d->place.next : d->place.at);
	else if (event > 1)
		desk_go_event(d, event - 2, d->place.at);
	else
		desk_go_time(d, 0);
}

/* Why a command that was wanted is not there. */
static void
say_none(struct desk *d, bool failed, bool back)
{
	char at[32];

	if (!back && d->reel->scout != NULL && *scout_trouble(d->reel->scout) != '\0') {
		desk_say(d, "The process that recovers commands %s: none are known behind that.", scout_trouble(d->reel->scout));
	} else if (!back && reel_known(d->reel) != INT64_MAX) {
		bars_time(reel_known(d->reel), false, at);
		desk_say(d, "Commands are known up to %s so far%s%s.", at, *d->reel->why != '\0' ? ": " : "", d->reel->why);
	} else {
		desk_say(d, "No %scommand %s this.", failed ? "failed " : "", back ? "before" : "behind");
	}
}

static void
go_chapter(struct desk *d, long i, bool failed, bool back)
{
	const struct chapter *c;

	if (i < 0) {
		say_none(d, failed, back);
		return;
	}
	c = &d->reel->chapters.list[i];
	desk_go_event(d, c->event, c->at);
}

/* On a command's first event, back means the one before. */
static void
do_command(struct desk *d, int by)
{
	bool failed = by == 2 || by == -2;
	uint64_t event = desk_event(d);

	if (by > 0)
		go_chapter(d, chapters_from(&d->reel->chapters, event, failed), failed, false);
	else
		go_chapter(d, chapters_back(&d->reel->chapters, event > 0 ? event - 1 : 0, failed), failed, true);
}

static void
do_speed(struct desk *d, int by)
{
	char speed[16];

	desk_hurry(d, by);
	bars_speed(d->clock.speed, speed);
	desk_say(d, "Speed %s", speed);
}

static void
do_tenth(struct desk *d, int n)
{
	if (d->reel->length_known || n == 0)
		desk_go_time(d, d->reel->length / 10 * n);
	else
		desk_say(d, "How long it is, is not known yet%s%s.", *d->reel->why != '\0' ? ": " : "", d->reel->why);
}

static void
do_end(struct desk *d, int follow)
{
	bool live = source_end(stage_source(d->reel->stage)) == SOURCE_LIVE;

	if (follow && !live && d->place.end) {
		desk_say(d, "It is not live: this is its end.");
		return;
	}
	d->keep_following |= follow;
	desk_go_end(d, follow);
}

static void
do_pan(struct desk *d, int where)
{
	const struct picture *p = stage_picture(d->reel->stage);
	int cols, rows, x = (where == 'l') - (where == 'h'), y = (where == 'j') - (where == 'k');

	desk_room(d, &cols, &rows);
	if (p == NULL)
		return;
	if (!viewport_is_part(&d->view, p, cols, rows))
		desk_say(d, "All of the screen is shown.");
	else if (where == 0)
		d->view.held = false;
	else
		viewport_move(&d->view, p, cols, rows, x * (cols / 4 + 1), y * (rows / 4 + 1));
}

static void
do_bare(struct desk *d, int nothing)
{
	(void)nothing;
	d->bare = !d->bare;
}

static void
do_idle(struct desk *d, int nothing)
{
	(void)nothing;
	d->clock.idle = d->clock.idle != 0 ? 0 : 2000;
	desk_say(d, d->clock.idle != 0 ? "Pauses are cut to 2 seconds." : "Pauses are as long as they were.");
}

static void
do_again(struct desk *d, int back)
{
	if (d->word[0] == '\0')
		prompts_find(d);
	else
		controls_find(d, back);
}

static void
do_ask(struct desk *d, int what)
{
	switch (what) {
	case 'g':
		prompts_go(d);
		break;
	case '/':
		prompts_find(d);
		break;
	case 's':
		prompts_save(d);
		break;
	case 'm':
		prompts_note(d);
		break;
	case 'M':
		prompts_verdict(d);
		break;
	case 'c':
		sheets_commands(d);
		break;
	case 'i':
		sheets_details(d);
		break;
	default:
		sheets_help(d);
	}
}

static void
do_leave(struct desk *d, int nothing)
{
	(void)nothing;
	d->leaving = true;
}

static const struct control {
	uint32_t key;
	void (*run)(struct desk *, int argument);
	int argument;
	const char *name, *what; /* NULL: another key for the one above */
} CONTROLS[] = {
    {' ', do_pause, 0, "Space", "pause, and go on"},
    {'p', do_pause, 0, NULL, NULL},
    {'.', do_step, 1, ".", "one event on"},
    {',', do_step, -1, ",", "one event back"},
    {STROKE_RIGHT, do_skip, STEP_MS, "Right, Left", "5 seconds on, back"},
    {STROKE_LEFT, do_skip, -STEP_MS, NULL, NULL},
    {STROKE_RIGHT | STROKE_SHIFT, do_skip, STRIDE_MS, "Shift-Right, -Left", "a minute on, back; also Up, Down"},
    {STROKE_LEFT | STROKE_SHIFT, do_skip, -STRIDE_MS, NULL, NULL},
    {STROKE_UP, do_skip, STRIDE_MS, NULL, NULL},
    {STROKE_DOWN, do_skip, -STRIDE_MS, NULL, NULL},
    {']', do_command, 1, "], [", "next command, previous"},
    {'[', do_command, -1, NULL, NULL},
    {'}', do_command, 2, "}, {", "next command that failed, previous"},
    {'{', do_command, -2, NULL, NULL},
    {'c', do_ask, 'c', "c", "list of the commands, to jump in"},
    {'+', do_speed, 1, "+, -", "twice as fast (up to 64), half (down to 1/8)"},
    {'=', do_speed, 1, NULL, NULL},
    {'-', do_speed, -1, NULL, NULL},
    {STROKE_BACKSPACE, do_speed, 0, "Backspace", "as fast as it was"},
    {'z', do_idle, 0, "z", "cut pauses to 2 seconds, or not"},
    {'0', do_tenth, 0, "0 to 9", "to that tenth of it"},
    {'1', do_tenth, 1, NULL, NULL},
    {'2', do_tenth, 2, NULL, NULL},
    {'3', do_tenth, 3, NULL, NULL},
    {'4', do_tenth, 4, NULL, NULL},
    {'5', do_tenth, 5, NULL, NULL},
    {'6', do_tenth, 6, NULL, NULL},
    {'7', do_tenth, 7, NULL, NULL},
    {'8', do_tenth, 8, NULL, NULL},
    {'9', do_tenth, 9, NULL, NULL},
    {STROKE_HOME, do_tenth, 0, "Home, End", "to its start, to its end"},
    {STROKE_END, do_end, 0, NULL, NULL},
    {'G', do_end, 0, NULL, NULL},
    {'F', do_end, 1, "F", "follow one that is live"},
    {'g', do_ask, 'g', "g", "go to a time, a command or an event"},
    {'/', do_ask, '/', "/", "find a text, in commands and in what was shown"},
    {'n', do_again, 0, "n, N", "find it again, behind this and before"},
    {'N', do_again, 1, NULL, NULL},
    {'m', do_ask, 'm', "m", "make a note at this moment"},
    {'M', do_ask, 'M', "M", "a verdict on the session"},
    {'i', do_ask, 'i', "i", "who, where, when; notes"},
    {'s', do_ask, 's', "s", "save the screen, as text or HTML"},
    {'h', do_pan, 'h', "h j k l", "of a screen that is too large: left, down, up, right"},
    {'j', do_pan, 'j', NULL, NULL},
    {'k', do_pan, 'k', NULL, NULL},
    {'l', do_pan, 'l', NULL, NULL},
    {'f', do_pan, 0, "f", "follow its cursor again"},
    {'b', do_bare, 0, "b", "with or without the lines below"},
    {'?', do_ask, '?', "?", "this help"},
    {STROKE_F1, do_ask, '?', NULL, NULL},
    {'q', do_leave, 0, "q", "leave"},
};

#define CONTROL_COUNT (sizeof CONTROLS / sizeof *CONTROLS)

void
controls_key(struct desk *d, uint32_t key)
{
	size_t i;

	for (i = 0; i < CONTROL_COUNT; i++)
		if (CONTROLS[i].key == key) {
			CONTROLS[i].run(d, CONTROLS[i].argument);
			return;
		}
	if (key != STROKE_PASTE && key != STROKE_ESCAPE)
		desk_say(d, "No such key; ? lists them.");
}

long
controls_count(void)
{
	long n = 0;
	size_t i;

	for (i = 0; i < CONTROL_COUNT; i++)
		n += CONTROLS[i].name != NULL;
	return n;
}

void
controls_row(const void *nothing, long row, struct buffer *out, struct canvas_style *style)
{
	size_t i;

	(void)nothing;
	(void)style;
	for (i = 0; i < CONTROL_COUNT; i++)
		if (CONTROLS[i].name != NULL && row-- == 0)
			buffer_addf(out, "  %-20s %s", CONTROLS[i].name, CONTROLS[i].what);
}

/* Finding. */

static bool
has_word(const struct chapter *c, const char *word)
{
	return c->text != NULL && strcasestr(c->text, word) != NULL;
}

/* The nearest command that has it, or -1. */
static long
find_chapter(const struct desk *d, bool back)
{
	const struct chapters *c = &d->reel->chapters;
	uint64_t event = desk_event(d);
	long i;

	if (back) {
		for (i = chapters_back(c, event > 0 ? event - 1 : 0, false); i >= 0 && !has_word(&c->list[i], d->word); i--)
			;
		return i;
	}
	for (i = chapters_from(c, event, false); i >= 0 && i < (long)c->count && !has_word(&c->list[i], d->word); i++)
		;
	return i < (long)c->count ? i : -1;
}

/* In what was shown, as far as the nearest command that has it. */
void
controls_find(struct desk *d, bool back)
{
	const struct source_options options = {.timing = d->reel->timing};
	uint64_t event = desk_event(d);
	long i = find_chapter(d, back);
	int r = 0;

	d->sift_event = i >= 0 ? d->reel->chapters.list[i].event : back ? 0 : UINT64_MAX;
	d->sift_at = i >= 0 ? d->reel->chapters.list[i].at : -1;
	if (d->sifter == NULL && (r = sifter_new(d->reel->path, &options, &d->sifter)) == 0)
		sifter_share_marks(d->sifter, d->reel->stage);
	if (r == 0)
		r = sifter_seek(d->sifter, d->word, back ? event > 0 ? event - 1 : 0 : event, d->sift_event, back);
	d->sift_back = back;
	d->sifting = r == 0;
	if (r != 0)
		go_chapter(d, i, false, back);
	else
		desk_say(d, "Looking for \"%s\" ... (any key stops)", d->word);
}
