/* steno screen: the screen as it was at a moment of a recording. */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "indexer/cage.h"
#include "indexer/indexer.h"
#include "indexer/letter.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/report.h"
#include "lib/screen/paint.h"
#include "lib/screen/screen.h"
#include "lib/verb/deed.h"
#include "lib/verb/times.h"

#define BATCH_SIZE 131072
#define PICTURE_MAX (64u * 1024 * 1024) /* bytes: the largest screen, each cell with a style of its own */

static const char USAGE[] =
    "usage: steno screen [--at TIME|@EVENT] [--format FORMAT] FILE|SESSION\n"
    "\n"
    "Print the screen as it was at a moment of a recording: when it ended, or after so much time, or\n"
    "after an event, as the JSON of \"steno commands\" numbers them.\n"
    "\n"
    "      --at TIME     90, 1:30, 1:02:03.5, 45s, 1h30m from its start; or as a clock had it,\n"
    "                    \"2026-11-21 14:02:10\", 2:02pm; or @EVENT\n"
    "      --format F    text; ansi: with colours, for a terminal; html; svg   (default: ansi on a\n"
    "                    terminal, unless NO_COLOR is set; text otherwise)\n"
    "      --timing FILE for a recording of script(1): its timing file\n"
    "      --help, --version\n"
    "\n"
    "Nothing of the recording reaches your terminal but the characters that were on the screen.\n"
    "\n"
    "exit status: 0; 1 the process that draws was lost; 2 usage; 3 the recording could not be read\n"
    "\n"
    "examples:\n"
    "  steno screen session.cast.zst                    how it looked at the end\n"
    "  steno screen --at 1:30 --format html 0193a1b2 > then.html\n";

struct view {
	const struct header *header;
	enum paint_form form;
	const char *time; /* as it was given, or NULL */
	int64_t at;       /* ms, or -1 */
	int64_t event;    /* or -1 */
	struct cage *cage;
	struct buffer outbox, picture;
};

/* In the cage. */

static void
replay(struct screen *s, const struct event *ev)
{
	int cols, rows;

	if (ev->code == EVENT_OUTPUT)
		screen_feed(s, ev->data, ev->len);
	else if (ev->code == EVENT_RESIZE && event_parse_size(ev->data, ev->len, &cols, &rows) == 0)
		screen_resize(s, cols, rows);
}

/* 1 at the recording's end, 0 when more is to be read, or negative. */
static int
replay_letters(struct screen *s, struct buffer *inbox)
{
	struct letter letter;
	size_t done = 0;
	long n;
	int r = 0;

	while (r == 0 && (n = letter_take(inbox->data + done, inbox->len - done, &letter)) > 0) {
		if (letter.type == LETTER_EVENT)
			replay(s, &letter.event);
		else
			r = letter.type == LETTER_END ? 1 : ERR_FORMAT;
		done += (size_t)n;
	}
	buffer_consume(inbox, done);
	return r != 0 || n >= 0 ? r : (int)n;
}

static int
paint_inside(int in, int out, void *context)
{
	const struct view *v = context;
	struct screen *s = screen_new(v->header->cols, v->header->rows, 0);
	struct buffer inbox = {0}, picture = {0};
	ssize_t n;
	char *room;
	int r = s == NULL ? -ENOMEM : 0;

	while (r == 0) {
		if ((room = buffer_reserve(&inbox, BATCH_SIZE)) == NULL || (n = read(in, room, BATCH_SIZE)) <= 0)
			return 1;
		inbox.len += (size_t)n;
		r = replay_letters(s, &inbox);
	}
	if (r == 1 && paint_screen(s, v->form, &picture) == 0)
		return file_write(out, picture.data, picture.len) == 0 ? 0 : 1;
	return 1;
}

/* Outside. */

/* Write what waits, and take what comes; until the outbox is empty, or with `finish` until the cage ends. */
static int
exchange(struct view *v, bool finish)
{
	struct pollfd fds[2] = {{.fd = cage_output(v->cage), .events = POLLIN}, {.fd = cage_input(v->cage), .events = POLLOUT}};
	ssize_t n;
	char *room;

	while (v->outbox.len > 0 || finish) {
		if (poll(fds, v->outbox.len > 0 ? 2 : 1, -1) < 0 && errno != EINTR)
			return -errno;
		if (v->outbox.len > 0 && (n = write(fds[1].fd, v->outbox.data, v->outbox.len)) > 0)
			buffer_consume(&v->outbox, (size_t)n);
		if ((room = buffer_reserve(&v->picture, 65536)) == NULL || v->picture.len > PICTURE_MAX)
			return -ENOMEM;
		n = read(fds[0].fd, room, 65536);
		if (n == 0)
			return finish ? 0 : ERR_FAILED;
		if (n > 0)
			v->picture.len += (size_t)n;
	}
	return 0;
}

/* Behind one of our own SGR sequences, or where it should have begun. */
static size_t
skip_sgr(const char *data, size_t len)
{
	size_t i = 2;

	if (len < 3 || data[0] != '\033' || data[1] != '[')
		return 0;
	while (i < len && ((data[i] >= '0' && data[i] <= '9') || data[i] == ';' || data[i] == ':'))
		i++;
	return i < len && data[i] == 'm' ? i + 1 : 0;
}

/* What comes out of a cage is believed no more than what went in: nothing in it may act on a terminal. */
static bool
is_harmless(const struct buffer *picture, bool colours)
{
	size_t i = 0, n;

	for (; i < picture->len; i++) {
		unsigned char c = (unsigned char)picture->data[i];

		if (c == 0x1B && colours && (n = skip_sgr(picture->data + i, picture->len - i)) > 0)
			i += n - 1;
		else if ((c < 0x20 && c != '\n') || c == 0x7F ||
		    (c == 0xC2 && i + 1 < picture->len && (unsigned char)picture->data[i + 1] < 0xA0))
			return false;
	}
	return true;
}

static bool
is_behind(const struct view *v, const struct event *ev)
{
	return (v->at >= 0 && ev->at > v->at) || (v->event >= 0 && ev->number > (uint64_t)v->event);
}

static int
send_events(struct view *v, struct source *source)
{
	struct event ev;
	int r;

	while ((r = source_next(source, &ev)) > 0 && !is_behind(v, &ev)) {
		if (ev.code != EVENT_OUTPUT && ev.code != EVENT_RESIZE)
			continue;
		letter_put_event(&v->outbox, &ev);
		if (v->outbox.len >= BATCH_SIZE && (r = exchange(v, false)) != 0)
			return r;
	}
	if (r < 0)
		return r;
	letter_put_end(&v->outbox, false);
	return exchange(v, true);
}

static int
show(struct view *v, struct source *source, const char *name)
{
	enum cage_fate fate;
	int r, number = 0;

	v->header = source_header(source);
	if ((r = cage_new(paint_inside, v, &v->cage)) != 0) {
		report_error("can't draw the screen of \"%s\": %s", name, error_text(r));
		return EXIT_UNREADABLE;
	}
	r = send_events(v, source);
	fate = cage_end(v->cage, &number);
	cage_free(v->cage);
	if (r != 0 && r != ERR_FAILED) {
		report_error("can't draw the screen of \"%s\": %s", name, error_text(r));
		return EXIT_UNREADABLE;
	}
	if (fate != CAGE_RETURNED || number != 0 || r != 0 || !is_harmless(&v->picture, v->form != PAINT_TEXT)) {
		report_error("can't draw the screen of \"%s\": the process that drew it was lost (%s %d); please report this",
		    name, fate == CAGE_RETURNED ? "status" : "signal", number);
		return EXIT_FOUND;
	}
	fwrite(v->picture.data, 1, v->picture.len, stdout);
	return EXIT_FINE;
}

static int
take_moment(struct view *v, const char *text)
{
	char *end;

	v->time = *text != '@' ? text : NULL;
	if (v->time != NULL)
		return times_check(&indexer_screen, text);
	errno = 0;
	v->event = strtoll(text + 1, &end, 10);
	if (errno == 0 && end != text + 1 && *end == '\0' && v->event >= 0 && text[1] != '-')
		return 0;
	return verb_usage(&indexer_screen, "\"%s\" is no moment: an event is @ and its number", text);
}

static bool
take_form(struct view *v, const char *text)
{
	static const char *const names[] = {"text", "ansi", "html", "svg"};
	int i;

	for (i = 0; i < 4; i++)
		if (strcmp(text, names[i]) == 0) {
			v->form = (enum paint_form[]){PAINT_TEXT, PAINT_ANSI, PAINT_HTML, PAINT_SVG}[i];
			return true;
		}
	return false;
}

/* At the end where no moment was named. */
static void
tell(const struct view *v, const char *name)
{
	struct deed_view view = DEED_VIEW("screen");
	char *path = verb_find(name);

	view.from = view.to = v->at;
	view.event = v->event;
	if (path != NULL)
		deed_viewed(path, &view);
	free(path);
}

static int
view_run(int argc, char **argv)
{
	static const struct option options[] = {{"at", required_argument, NULL, 'a'},
	    {"format", required_argument, NULL, 'f'}, {"timing", required_argument, NULL, 'T'},
	    {"help", no_argument, NULL, 'H'}, {"version", no_argument, NULL, 'V'}, {0}};
	const char *no_color = getenv("NO_COLOR"), *timing = NULL;
	struct view v = {.at = -1, .event = -1};
	struct source *source;
	int option, code;

	v.form = isatty(STDOUT_FILENO) && (no_color == NULL || *no_color == '\0') ? PAINT_ANSI : PAINT_TEXT;
	while ((option = verb_option(&indexer_screen, argc, argv, "", options)) != -1) {
		if (option == 'a' && (code = take_moment(&v, optarg)) != 0)
			return code;
		if (option == 'f' && !take_form(&v, optarg))
			return verb_usage(&indexer_screen, "\"%s\" is no format: text, ansi, html or svg", optarg);
		if (option == 'T')
			timing = optarg;
		if (option == '?')
			return EXIT_USAGE;
	}
	if (argc - optind != 1)
		return verb_usage(&indexer_screen, "one recording is wanted");
	if ((source = verb_open(argv[optind], timing)) == NULL)
		return EXIT_UNREADABLE;
	/* a clock's time is of that recording */
	code = v.time != NULL ? times_at(&indexer_screen, v.time, source_header(source), false, &v.at) : 0;
	if (code == EXIT_FINE) {
		tell(&v, argv[optind]);
		code = show(&v, source, argv[optind]);
	}
	if (code == EXIT_FINE && *source_end_note(source) != '\0' && v.at < 0 && v.event < 0)
		report_warning("%s: %s", argv[optind], source_end_note(source));
	source_free(source);
	buffer_free(&v.outbox);
	buffer_free(&v.picture);
	return code;
}

const struct verb indexer_screen = {"screen", view_run, USAGE};
