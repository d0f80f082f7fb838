/*
 * steno search -i.
 *
 * One thread has the terminal: it takes keys, asks (asker.h), has the preview worked on, paints, and waits for none of these but in
 * console_wait.
 */
#include "search/browse.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/verb/deed.h"
#include "lib/verb/sibling.h"
#include "search/easel.h"

#define MOST_FIRST 200
#define MOST_EVER 20000
#define LOOK_AGAIN 2000 /* ms: whether the index has grown */
#define READ_AFTER 1000 /* ms */
#define CTRL(c) (STROKE_CTRL | (c))
#define ALT(c) (STROKE_ALT | (c))

enum outcome { GO_ON, LEAVE, PRINT };

static void __attribute__((format(printf, 2, 3)))
say(struct browse *b, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(b->status, sizeof b->status, format, args);
	va_end(args);
}

/* Asking. */

static int64_t
selected_id(const struct browse *b)
{
	return b->page != NULL && b->selected < b->page->count ? b->page->hits[b->selected].id : -1;
}

static void
ask(struct browse *b, int64_t keep)
{
	struct asker_scope want;

	scope_want(&b->scope, &want);
	if (asker_ask(b->asker, field_text(b->field), &want, b->most, keep) != 0)
		say(b, "out of memory");
	b->asked_at = clock_boottime_ms();
}

/* Something else is asked: the newest is what is looked at first. */
static void
ask_anew(struct browse *b)
{
	b->most = MOST_FIRST;
	b->asked_anew = true;
	ask(b, -1);
	b->anew_at = b->asked_at;
}

static void
ask_more(struct browse *b)
{
	if (b->page == NULL || !b->page->more || asker_busy(b->asker) || b->most >= MOST_EVER ||
	    b->selected + 2 * b->rows < b->page->count)
		return;
	b->most *= 4;
	ask(b, selected_id(b));
}

/* The one that is looked at. */

static void
forget_chosen(struct browse *b)
{
	if (b->chosen)
		command_free(&b->hit.c);
	b->chosen = false;
}

static void
own(struct buffer *text)
{
	const struct buffer borrowed = *text;

	*text = (struct buffer){0};
	buffer_add(text, borrowed.data, borrowed.len);
}

/* A lookup keeps what it gave last: we keep our own. */
static int
choose(struct browse *b, int64_t id)
{
	struct lookup *lookup = b->searcher->lookup;
	int r;

	forget_chosen(b);
	if (id < 0 || (r = lookup_get(lookup, id, &b->hit)) == 0)
		return 0;
	if (r < 0 || (r = lookup_details(lookup, &b->hit)) < 0)
		return r;
	own(&b->hit.c.text);
	own(&b->hit.c.typed);
	own(&b->hit.c.cwd);
	own(&b->hit.c.reported);
	b->chosen = true;
	return 0;
}

static void
look(struct browse *b)
{
	int r;

	if ((r = choose(b, selected_id(b))) != 0 || (r = preview_look(b->preview, b->chosen ? &b->hit : NULL, b->view)) != 0) {
		say(b, "can't read the index: %s", r == ERR_FAILED ? lookup_trouble(b->searcher->lookup) : error_text(r));
		preview_look(b->preview, NULL, b->view);
	}
}

static size_t
place_of(const struct asker_page *page, int64_t id)
{
	size_t i;

	for (i = 0; i < page->count && page->hits[i].id != id; i++)
		;
	return i;
}

/* Of another question the newest is selected; else the selection stays on the command that it was on, if that is still there. */
static void
take_page(struct browse *b)
{
	struct asker_page *page = asker_take(b->asker);
	int64_t id = b->chosen ? b->hit.id : -1;
	size_t at, above = b->selected - b->top;

	if (page == NULL)
		return;
	asker_page_free(b->page);
	b->page = page;
	at = place_of(page, id);
	if (b->asked_anew) {
		b->selected = b->top = 0;
	} else if (at < page->count) {
		b->selected = at;
		/* what is new stands above it, and who looks at the newest wants to see that */
		b->top = b->top > 0 && at > above ? at - above : 0;
	} else if (b->selected >= page->count) {
		b->selected = page->count > 0 ? page->count - 1 : 0;
	}
	b->asked_anew = false;
	if (selected_id(b) != id || (at < page->count && page->hits[at].exit != b->hit.c.exit))
		look(b);
}

/* Keys. */

static void
move(struct browse *b, int64_t by)
{
	int64_t count = b->page != NULL ? (int64_t)b->page->count : 0, to = (int64_t)b->selected + by;

	if (to >= count)
		to = count - 1;
	if (to < 0)
		to = 0;
	if ((size_t)to == b->selected)
		return;
	b->selected = (size_t)to;
	look(b);
	ask_more(b);
}

static void
turn_scope(struct browse *b, int by)
{
	scope_turn(&b->scope, by, b->chosen ? &b->hit : NULL);
	b->most = MOST_FIRST;
	ask(b, selected_id(b));
}

static void
turn_view(struct browse *b)
{
	b->view = (enum preview_view)((b->view + 1) % PREVIEW_VIEWS);
	if (b->chosen && preview_look(b->preview, &b->hit, b->view) != 0)
		say(b, "out of memory");
}

static void
put_reference(const struct browse *b, char out[64])
{
	snprintf(out, 64, "%s:%" PRIu64, b->hit.session->uuid, b->hit.c.seq);
}

/* What is pasted somewhere must not act there either: no control character goes along. */
static void
copy_command(struct browse *b)
{
	struct buffer text = {0};
	bool changed;
	int r;

	report_visible(&text, b->hit.c.text.data != NULL ? b->hit.c.text.data : "", b->hit.c.text.len, false);
	changed = !buffer_is(&text, b->hit.c.text.data, b->hit.c.text.len);
	if ((r = buffer_status(&text)) == 0)
		r = console_clip(b->console, text.data != NULL ? text.data : "", text.len);
	buffer_free(&text);
	if (r == ERR_LIMIT)
		say(b, "too long for a clipboard");
	else if (r != 0)
		say(b, "can't copy: %s", error_text(r));
	else
		say(b, "copied, if your terminal lets programs do that (OSC 52)%s", changed ? "; controls as \\xNN" : "");
}

static void
copy_reference(struct browse *b)
{
	char reference[64];

	put_reference(b, reference);
	if (console_clip(b->console, reference, strlen(reference)) == 0)
		say(b, "copied %s, if your terminal lets programs do that (OSC 52)", reference);
}

static void
replay(struct browse *b)
{
	char reference[64], verb[] = "play", option[] = "--index", utc[] = "--utc", *front = sibling_player();
	char *argv[] = {front, verb, option, b->searcher->path, reference, b->searcher->filter.utc ? utc : NULL, NULL};
	struct buffer said = {0};
	int r;

	put_reference(b, reference);
	if (front == NULL) {
		say(b, "there is no \"steno play\" here: ^O shows the screen after it, and what was shown");
		return;
	}
	r = console_run(b->console, argv, &said);
	free(front);
	if (r < 0)
		say(b, "can't run \"steno play\": %s", error_text(r));
	else if (r != 0)
		say(b, "status %d: %s", r, said.len > 0 && buffer_string(&said) != NULL ? said.data : "steno play");
	buffer_free(&said);
	preview_again(b->preview);
}

static enum outcome
act_on_chosen(struct browse *b, uint32_t key)
{
	if (!b->chosen) {
		say(b, "nothing is selected");
		return GO_ON;
	}
	if (key == STROKE_ENTER)
		replay(b);
	else if (key == CTRL('y'))
		copy_command(b);
	else if (key == ALT('y'))
		copy_reference(b);
	else
		return PRINT;
	return GO_ON;
}

/* Moving about: false, it is another key. */
static bool
move_key(struct browse *b, uint32_t key)
{
	int64_t page = b->rows > 1 ? (int64_t)b->rows - 1 : 1;

	switch (key) {
	case STROKE_UP:
	case CTRL('p'):
		move(b, -1);
		return true;
	case STROKE_DOWN:
	case CTRL('n'):
		move(b, 1);
		return true;
	case STROKE_PAGE_UP:
	case ALT('v'):
		move(b, -page);
		return true;
	case STROKE_PAGE_DOWN:
	case CTRL('v'):
		move(b, page);
		return true;
	case ALT('<'):
	case CTRL(STROKE_HOME):
		move(b, -MOST_EVER);
		return true;
	case ALT('>'):
	case CTRL(STROKE_END):
		move(b, MOST_EVER);
		return true;
	case STROKE_SHIFT | STROKE_UP:
	case STROKE_ALT | STROKE_UP:
		preview_scroll(b->preview, -1);
		return true;
	case STROKE_SHIFT | STROKE_DOWN:
	case STROKE_ALT | STROKE_DOWN:
		preview_scroll(b->preview, 1);
		return true;
	case STROKE_SHIFT | STROKE_PAGE_UP:
	case STROKE_ALT | STROKE_PAGE_UP:
		preview_scroll(b->preview, -8);
		return true;
	case STROKE_SHIFT | STROKE_PAGE_DOWN:
	case STROKE_ALT | STROKE_PAGE_DOWN:
		preview_scroll(b->preview, 8);
		return true;
	}
	return false;
}

static void
edit(struct browse *b, uint32_t key)
{
	enum field_change change = FIELD_CHANGED;
	const char *text;
	size_t len;

	if (key == STROKE_PASTE) {
		text = console_pasted(b->console, &len);
		field_insert(b->field, text, len);
	} else {
		change = field_key(b->field, key);
	}
	if (change == FIELD_CHANGED)
		ask_anew(b);
}

static enum outcome
take_key(struct browse *b, uint32_t key)
{
	bool help = b->help;

	b->status[0] = '\0';
	b->help = false;
	if (help || move_key(b, key))
		return GO_ON;
	switch (key) {
	case STROKE_ESCAPE:
	case CTRL('c'):
	case CTRL('g'):
		return LEAVE;
	case STROKE_TAB:
	case CTRL('r'):
		turn_scope(b, 1);
		return GO_ON;
	case STROKE_SHIFT | STROKE_TAB:
		turn_scope(b, -1);
		return GO_ON;
	case CTRL('o'):
		turn_view(b);
		return GO_ON;
	case CTRL('l'):
		console_forget(b->console);
		return GO_ON;
	case STROKE_F1:
	case ALT('?'):
		b->help = true;
		return GO_ON;
	case STROKE_ENTER:
	case CTRL('j'):
		return act_on_chosen(b, STROKE_ENTER);
	case CTRL('y'):
	case ALT('y'):
	case CTRL('x'):
		return act_on_chosen(b, key);
	case CTRL('d'):
		if (*field_text(b->field) == '\0')
			return LEAVE;
		break;
	case '?':
		b->help = *field_text(b->field) == '\0';
		if (b->help)
			return GO_ON;
	}
	edit(b, key);
	return GO_ON;
}

/* The loop. */

static int
patience(const struct browse *b)
{
	int preview = preview_wait(b->preview), wait = LOOK_AGAIN;

	if (asker_busy(b->asker) && clock_boottime_ms() - b->asked_at < LOOK_AGAIN)
		wait = 200;
	return preview >= 0 && preview < wait ? preview : wait;
}

static enum console_event
await(struct browse *b, uint32_t *key)
{
	struct pollfd fds[1 + STAGE_FDS] = {{.fd = asker_descriptor(b->asker), .events = POLLIN}};
	nfds_t count = 1 + preview_poll(b->preview, fds + 1);

	return console_wait(b->console, fds, count, patience(b), key);
}

/* The index of a live host grows while we look at it. */
static void
look_again(struct browse *b, int64_t *looked)
{
	int64_t now = clock_boottime_ms();

	if (now - *looked < LOOK_AGAIN)
		return;
	*looked = now;
	if (!asker_busy(b->asker) && asker_stale(b->asker))
		ask(b, selected_id(b));
}

/* The trail is told of a question whose answer stood long enough to be read, not of each letter. */
static void
tell(struct browse *b, bool leaving)
{
	if (b->anew_at == 0 || (!leaving && clock_boottime_ms() - b->anew_at < READ_AFTER))
		return;
	b->anew_at = 0;
	searcher_tell(b->searcher, "browse", field_text(b->field));
	deed_settle();
}

static enum outcome
loop(struct browse *b)
{
	int64_t looked = clock_boottime_ms();
	enum outcome outcome = GO_ON;
	enum console_event event;
	uint32_t key;

	while (outcome == GO_ON) {
		easel_paint(b);
		console_show(b->console);
		event = await(b, &key);
		if (event == CONSOLE_ENDED)
			return LEAVE;
		take_page(b);
		if (event == CONSOLE_KEY)
			outcome = take_key(b, key);
		preview_work(b->preview);
		look_again(b, &looked);
		tell(b, outcome != GO_ON);
	}
	return outcome;
}

static int
prepare(struct browse *b, const char *line)
{
	char *store = verb_store();
	int r;

	b->most = MOST_FIRST;
	b->scope.no_exit = b->searcher->filter.exit != NULL;
	b->field = field_new();
	b->preview = preview_new(b->searcher->lookup, store, b->searcher->filter.utc);
	free(store);
	filter_describe(&b->searcher->filter, &b->fixed);
	if (b->field == NULL || b->preview == NULL)
		return -ENOMEM;
	field_set(b->field, line);
	searcher_tell(b->searcher, "browse", line);
	deed_settle();
	deed_hush(true);
	if ((r = asker_new(b->searcher->path, &b->searcher->filter, &b->asker)) != 0)
		return r;
	ask(b, -1);
	return console_enter(b->console);
}

static int
print_chosen(struct browse *b)
{
	struct present *p = &b->searcher->present;
	struct lookup_hit hit;
	int r;

	present_open(p);
	/* ours is none that the lookup knows */
	if ((r = lookup_get(b->searcher->lookup, b->hit.id, &hit)) == 1)
		r = present_hit(p, &hit, false);
	return r == 0 ? EXIT_FINE : searcher_fail(b->searcher, r);
}

static void
close_all(struct browse *b)
{
	console_close(b->console);
	asker_free(b->asker);
	asker_page_free(b->page);
	preview_free(b->preview);
	field_free(b->field);
	scope_free(&b->scope);
	forget_chosen(b);
	buffer_free(&b->fixed);
}

int
browse_run(struct searcher *searcher, const char *line)
{
	struct browse b = {.searcher = searcher};
	int r, code = EXIT_FINE, number = 0;
	enum outcome outcome = LEAVE;

	if ((r = console_open(&b.console)) == 0 && (r = prepare(&b, line)) == 0) {
		outcome = loop(&b);
		number = console_signal(b.console);
	}
	if (b.console != NULL)
		console_leave(b.console);
	deed_hush(false);
	if (r != 0) {
		report_error("can't show a screen: %s\n\"steno search\" without -i prints what it finds", console_trouble(r));
		code = EXIT_UNREADABLE;
	} else if (number != 0) {
		code = 128 + number;
	} else if (outcome == PRINT) {
		code = print_chosen(&b);
	}
	close_all(&b);
	return code;
}
