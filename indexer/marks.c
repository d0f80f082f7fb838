/*
 * Marks that shells print around their prompts and commands: OSC 133 and 633, OSC 3008, and OSC 7 for the directory.
 *
 * Whoever prints can print them.  So a shell is believed to mark its prompts only when it marked its very first one,
 * before anything was run in it; a prompt is its own only when the mark of its end stands where the text begins; and of what marks
 * say in between, nothing is believed on which they differ.
 */
#include "indexer/edit.h"

#include <stdlib.h>
#include <string.h>

#define MARKS_PROMPT 1u
#define MARKS_CONTEXT 2u
#define TEXT_MAX 65536

static void
forget_texts(struct marks *m)
{
	buffer_clear(&m->line);
	buffer_clear(&m->cwd);
	m->line_differs = m->cwd_differs = false;
}

void
marks_free(struct recovery *r)
{
	buffer_free(&r->marks.line);
	buffer_free(&r->marks.cwd);
}

static void
note_exit(struct marks *m, int64_t exit)
{
	m->differ |= m->ends > 0 && m->exit != exit;
	m->exit = exit;
	m->ends += m->ends < 1000;
}

static void
note_text(struct buffer *kept, bool *differs, const char *text, size_t len)
{
	if (len == 0 || len > TEXT_MAX)
		*differs = true;
	else if (kept->len == 0)
		buffer_add(kept, text, len);
	else
		*differs |= !buffer_is(kept, text, len);
}

static int
hex(char c)
{
	const char *digits = "0123456789abcdef0123456789ABCDEF", *p = c ? strchr(digits, c) : NULL;

	return p ? (int)((p - digits) % 16) : -1;
}

/* VS Code's escapes (\xHH, \\) or a URL's (%HH), undone. */
static void
add_unescaped(struct buffer *out, const char *text, size_t len, char sign)
{
	size_t skip = sign == '\\' ? 2 : 1, i;

	for (i = 0; i < len; i++) {
		if (text[i] == sign && sign == '\\' && i + 1 < len && text[i + 1] == '\\') {
			buffer_addc(out, '\\');
			i++;
		} else if (text[i] == sign && i + skip + 1 < len && (sign == '%' || text[i + 1] == 'x') &&
		    hex(text[i + skip]) >= 0 && hex(text[i + skip + 1]) >= 0) {
			buffer_addc(out, (char)(hex(text[i + skip]) * 16 + hex(text[i + skip + 1])));
			i += skip + 1;
		} else {
			buffer_addc(out, text[i]);
		}
	}
}

static void
note_escaped(struct buffer *kept, bool *differs, const char *text, size_t len, char sign)
{
	struct buffer plain = {0};

	if (len <= TEXT_MAX)
		add_unescaped(&plain, text, len, sign);
	note_text(kept, differs, plain.data, plain.len);
	buffer_free(&plain);
}

/* The next field of those that semicolons separate. */
static bool
next_field(const char **at, const char *end, const char **field, size_t *len)
{
	const char *stop;

	if (*at > end)
		return false;
	stop = memchr(*at, ';', (size_t)(end - *at));
	*field = *at;
	*len = (size_t)((stop ? stop : end) - *at);
	*at = (stop ? stop : end) + 1;
	return true;
}

static bool
begins(const char *text, size_t len, const char *with)
{
	return len >= strlen(with) && memcmp(text, with, strlen(with)) == 0;
}

static int64_t
number_of(const char *text, size_t len)
{
	char digits[16], *end;
	long n;

	if (len == 0 || len >= sizeof digits)
		return COMMAND_UNKNOWN;
	memcpy(digits, text, len);
	digits[len] = '\0';
	n = strtol(digits, &end, 10);
	return *end == '\0' && n >= 0 && n <= 0xFFFFFFFFl ? n : COMMAND_UNKNOWN;
}

/* file://HOST/PATH */
static void
take_url(struct marks *m, const char *url, size_t len)
{
	const char *path;

	if (!begins(url, len, "file://") || (path = memchr(url + 7, '/', len - 7)) == NULL)
		return;
	note_escaped(&m->cwd, &m->cwd_differs, path, len - (size_t)(path - url), '%');
}

static void
mark_place(struct recovery *r)
{
	struct screen_cursor cursor;

	screen_cursor(r->screen, &cursor);
	r->marks.id = cursor_row_id(r);
	r->marks.col = cursor.col;
}

/* "133;A", "633;D;1", "633;E;ls -l;NONCE", "633;P;Cwd=/srv" */
static void
take_prompt_mark(struct recovery *r, char kind, const char *rest, const char *end)
{
	struct marks *m = &r->marks;
	const char *field = "";
	size_t len = 0;

	next_field(&rest, end, &field, &len);
	switch (kind) {
	case 'A':
		m->begun = true;
		m->ready = false;
		mark_place(r);
		break;
	case 'B':
		m->ready = m->begun;
		mark_place(r);
		break;
	case 'D':
		note_exit(m, number_of(field, len));
		break;
	case 'E':
		note_escaped(&m->line, &m->line_differs, field, len, '\\');
		break;
	case 'P':
		if (begins(field, len, "Cwd="))
			note_escaped(&m->cwd, &m->cwd_differs, field + 4, len - 4, '\\');
		break;
	default:
		break;
	}
}

struct context {
	bool opens, ends, is_shell, is_command;
	const char *id;
	size_t id_len;
	int64_t exit, status;
};

static void
take_context_field(struct context *c, struct marks *m, const char *f, size_t len)
{
	if (begins(f, len, "start=") || begins(f, len, "end=")) {
		c->opens = *f == 's';
		c->ends = *f == 'e';
		c->id = f + (c->opens ? 6 : 4);
		c->id_len = len - (c->opens ? 6 : 4);
	} else if (begins(f, len, "type=")) {
		c->is_shell = len == 10 && memcmp(f + 5, "shell", 5) == 0;
		c->is_command = len == 12 && memcmp(f + 5, "command", 7) == 0;
	} else if (begins(f, len, "exit=")) {
		c->exit = begins(f, len, "exit=success") ? 0 : 1;
	} else if (begins(f, len, "status=")) {
		c->status = number_of(f + 7, len - 7);
	} else if (begins(f, len, "cwd=")) {
		note_escaped(&m->cwd, &m->cwd_differs, f + 4, len - 4, '\\');
	}
}

/* "3008;start=ID;type=command;cwd=/srv", "3008;end=ID;exit=failure;status=2" */
static void
take_context(struct recovery *r, const char *rest, const char *end)
{
	struct context c = {.exit = COMMAND_UNKNOWN, .status = COMMAND_UNKNOWN};
	struct marks *m = &r->marks;
	const char *field;
	size_t len;

	while (next_field(&rest, end, &field, &len))
		take_context_field(&c, m, field, len);
	if (c.opens && c.is_shell)
		m->context = true;
	/* the first since the line was left is the shell's own: nothing else had begun */
	if (c.opens && c.is_command && m->id_of_command[0] == '\0' && c.id_len < sizeof m->id_of_command) {
		memcpy(m->id_of_command, c.id, c.id_len);
		m->id_of_command[c.id_len] = '\0';
	}
	if (c.ends && c.id_len > 0 && c.id_len == strlen(m->id_of_command) && memcmp(c.id, m->id_of_command, c.id_len) == 0)
		note_exit(m, c.exit == 1 ? c.status : c.exit);
}

void
marks_take(struct recovery *r, int number, const char *data, size_t len)
{
	const char *end = data + len, *rest = memchr(data, ';', len);

	if (rest == NULL || ++rest > end)
		return;
	switch (number) {
	case 7:
		take_url(&r->marks, rest, (size_t)(end - rest));
		break;
	case 133:
	case 633:
		if (rest < end && (rest + 1 == end || rest[1] == ';'))
			take_prompt_mark(r, *rest, rest + 1 == end ? end + 1 : rest + 2, end);
		break;
	case 3008:
		take_context(r, rest, end);
		break;
	default:
		break;
	}
}

void
marks_left(struct recovery *r)
{
	struct marks *m = &r->marks;

	forget_texts(m);
	*m = (struct marks){.line = m->line, .cwd = m->cwd};
}

/* A prompt ended here, or it has one row, and began on this. */
static bool
stand_here(const struct marks *m, uint64_t row_id, int col)
{
	return m->begun && m->id == row_id && (m->ready ? m->col == col : m->col <= col);
}

unsigned
marks_stand(const struct recovery *r, uint64_t row_id, int col)
{
	const struct marks *m = &r->marks;

	return (stand_here(m, row_id, col) ? MARKS_PROMPT : 0) | (m->context ? MARKS_CONTEXT : 0);
}

void
marks_at_prompt(struct recovery *r, unsigned kinds)
{
	struct place *p = places_top(&r->places);
	struct marks *m = &r->marks;

	/* it has shown no prompt before */
	if (p->first.count == 0)
		p->marks = kinds;
	r->edit.marked = (p->marks & kinds) != 0;
	buffer_clear(&p->cwd);
	if (r->edit.marked && !m->cwd_differs)
		buffer_add(&p->cwd, m->cwd.data, m->cwd.len);
}

void
marks_for_running(struct recovery *r, struct place *p, unsigned kinds)
{
	struct marks *m = &r->marks;

	if (!p->running || !p->marked || !(p->marks & kinds) || p->end.exit != COMMAND_UNKNOWN)
		return;
	if (m->ends > 0 && !m->differ)
		p->end.exit = m->exit;
	if (!m->line_differs && m->line.len > 0 && buffer_is(&m->line, p->text.data, p->text.len)) {
		p->end.reasons |= REASON_MARKS;
		p->end.grade = grade_of(p->end.reasons);
	}
}
