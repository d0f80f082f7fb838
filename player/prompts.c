/* What is asked for while a recording is played. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/json.h"
#include "lib/base/moment.h"
#include "lib/verb/deed.h"
#include "lib/verb/verb.h"
#include "player/bars.h"
#include "player/desk.h"
#include "player/page.h"

static void
ask(struct desk *d, const char *question, const char *text, void (*answer)(struct desk *, const char *))
{
	d->mode = DESK_PROMPT;
	d->question = question;
	d->answer = answer;
	field_set(d->field, text);
}

void
prompts_key(struct desk *d, uint32_t key)
{
	const char *text;
	size_t len;

	if (key == STROKE_ENTER) {
		d->mode = DESK_SCREEN;
		if (*field_text(d->field) != '\0')
			d->answer(d, field_text(d->field));
	} else if (key == STROKE_ESCAPE || key == (STROKE_CTRL | 'c') || key == (STROKE_CTRL | 'g')) {
		d->mode = DESK_SCREEN;
	} else if (key == STROKE_PASTE) {
		text = console_pasted(d->console, &len);
		field_insert(d->field, text, len);
	} else {
		field_key(d->field, key);
	}
}

/* Going somewhere. */

/* A whole number up to the end of the text, or -1. */
static int64_t
number(const char *text)
{
	if (*text == '\0' || strlen(text) > 18 || strspn(text, "0123456789") != strlen(text))
		return -1;
	return atoll(text);
}

/* The number before the percent sign, or -1. */
static int64_t
percentage(const char *text)
{
	char digits[4] = "";
	size_t len = strlen(text);
	int64_t n;

	if (len < 2 || len > sizeof digits || text[len - 1] != '%')
		return -1;
	memcpy(digits, text, len - 1);
	n = number(digits);
	return n <= 100 ? n : -1;
}

static void
go(struct desk *d, const char *text)
{
	struct moment m;
	int64_t n;

	if ((*text == ':' || *text == '#') && (n = number(text + 1)) >= 0) {
		desk_go_command(d, n);
	} else if (*text == '@' && (n = number(text + 1)) >= 0) {
		desk_go_event(d, (uint64_t)n, d->place.at);
	} else if ((n = percentage(text)) >= 0) {
		desk_go_time(d, d->reel->length / 100 * n);
	} else if ((n = moment_offset(text)) >= 0) {
		desk_go_time(d, n);
	} else if (d->reel->epoch != COMMAND_UNKNOWN && moment_parse(text, clock_realtime_ms(), d->utc, &m) && m.to >= d->reel->epoch) {
		desk_go_time(d, m.from - d->reel->epoch);
	} else {
		desk_say(d, "\"%s\" is no moment: 90, 1:30, 2m, 50%%, :17 for a command, @1187 for an event.", text);
	}
}

void
prompts_go(struct desk *d)
{
	ask(d, "go to (1:30, 50%, :COMMAND, @EVENT)", "", go);
}

static void
find(struct desk *d, const char *text)
{
	snprintf(d->word, sizeof d->word, "%s", text);
	controls_find(d, false);
}

void
prompts_find(struct desk *d)
{
	ask(d, "/", d->word, find);
}

/* Notes. */

/* So that the trail vouches for the note, too. */
static void
tell(const char *path, const struct note *n)
{
	struct buffer detail = {0};

	buffer_addc(&detail, '{');
	if (n->at != NOTES_NONE)
		json_put_integer(&detail, "at", n->at);
	json_put_member(&detail, "text", n->text);
	buffer_addc(&detail, '}');
	deed_recording(path, "session.noted", "info", &detail, NULL);
	deed_settle();
	buffer_free(&detail);
}

static void
add_note(struct desk *d, const char *text, bool whole)
{
	const struct note n = {.session = d->reel->key, .text = (char *)(uintptr_t)text,
	    .at = whole ? NOTES_NONE : d->place.at, .event = whole || d->place.event == 0 ? NOTES_NONE : (int64_t)d->place.event - 1};
	int r = strlen(text) > NOTES_TEXT_MAX ? ERR_LIMIT : notes_add(d->reel->store, &n);

	if (r != 0) {
		desk_say(d, "The note was not kept: %s/notes.jsonl: %s", d->reel->store, error_text(r));
		return;
	}
	tell(d->reel->path, &n);
	reel_annotate(d->reel);
	desk_say(d, "Noted, in %s/notes.jsonl.", d->reel->store);
}

static void
note(struct desk *d, const char *text)
{
	add_note(d, text, false);
}

static void
verdict(struct desk *d, const char *text)
{
	add_note(d, text, true);
}

/* What is noted is what stands there: the clock stops. */
void
prompts_note(struct desk *d)
{
	desk_pause(d, true);
	ask(d, "note at this moment:", "", note);
}

void
prompts_verdict(struct desk *d)
{
	ask(d, "verdict on the session:", "", verdict);
}

/* Saving. */

static int
write_new(const char *path, const struct buffer *out)
{
	int fd, r = buffer_status(out);

	if (r != 0)
		return r;
	if ((fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600)) < 0)
		return -errno;
	r = file_write(fd, out->data != NULL ? out->data : "", out->len);
	if (close(fd) != 0 && r == 0)
		r = -errno;
	if (r != 0)
		unlink(path);
	return r;
}

static bool
ends_in(const char *text, const char *end)
{
	size_t n = strlen(text), m = strlen(end);

	return n > m && strcmp(text + n - m, end) == 0;
}

static void
save(struct desk *d, const char *path)
{
	const struct picture *p = stage_picture(d->reel->stage);
	struct buffer out = {0};
	int r;

	if (p == NULL)
		return;
	if (ends_in(path, ".html") || ends_in(path, ".htm")) {
		page_begin(&out, d->reel->key);
		page_html(&out, p, true);
		page_end(&out);
	} else {
		page_text(&out, p);
	}
	r = write_new(path, &out);
	buffer_free(&out);
	if (r == -EEXIST)
		desk_say(d, "%s exists, and was left as it is: give another name.", path);
	else if (r != 0)
		desk_say(d, "Can't save %s: %s", path, error_text(r));
	else
		desk_say(d, "Saved: %s", path);
}

void
prompts_save(struct desk *d)
{
	char name[64], *p;

	desk_pause(d, true);
	bars_time(d->place.at, true, name);
	for (p = name; *p != '\0'; p++)
		if (*p == ':')
			*p = '-';
	snprintf(p, sizeof name - (size_t)(p - name), ".txt");
	ask(d, "save the screen as (.txt or .html):", name, save);
}
