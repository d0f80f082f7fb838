/* Which keys were pressed. */
#include "indexer/keyboard.h"

#include <string.h>

#define CONTROL(c) ((char)((c) ^ 0x40))
#define OTHER_KEY '\1'
#define COMMAND_BYTES 65536 /* longer ones need not be told apart */

void
keyboard_free(struct keyboard *k)
{
	buffer_free(&k->tokens);
	manuscript_free(&k->manuscript);
}

static bool
ends_line(char key)
{
	return key == '\r' || key == '\n' || key == CONTROL('C') || key == CONTROL('D') || key == CONTROL('O');
}

static void
add_stroke(struct keyboard *k, char key, bool meta, const struct event *ev)
{
	k->tail = false;
	if (k->count == STROKES_MAX)
		memmove(k->strokes, k->strokes + 1, sizeof *k->strokes * (size_t)--k->count);
	/* in one event all are told of that print: behind another there are none */
	k->strokes[k->count++] = (struct stroke){.key = key, .meta = meta, .at_once = k->fresh, .wiped = k->wiped && k->fresh, .pasted = k->pasted, .hidden = k->hides, .length = k->ended ? 0 : -1, .at = ev->at, .event = ev->number};
}

static bool
take_token(struct keyboard *k, const char **p, const char *end, const struct event *ev)
{
	char c = *(*p)++;
	bool prefix = k->prefix, escape = k->escape, pastes = k->pastes, command = k->after_escape;

	k->pastes = k->after_escape = false;
	k->prefix = k->prefixed = k->control = k->escape = k->commanded = false;
	if (c != '^')
		k->ended = false;
	switch (c) {
	case 'p':
	case 'v':
		k->typed = k->ahead = k->fresh = true;
		k->tail = k->count > 0;
		k->tabs |= c == 'v';
		/* one for each row of it */
		k->pasted += c == 'v' && pastes;
		k->pastes = c == 'v';
		k->moved_last = false;
		k->printing = c == 'p';
		k->prefixed = prefix;
		k->commanded = c == 'p' && command;
		return false;
	case 'h':
		k->hidden = k->hides = true;
		return false;
	case 'e':
		k->escaped = k->escape = k->after_escape = true;
		k->searches = false;
		break;
	case '^':
		if (*p == end)
			return false;
		c = CONTROL(*(*p)++);
		k->printing = false;
		k->control = true;
		k->last[0] = k->last[1];
		k->last[1] = c;
		k->prefix = c == CONTROL('X');
		k->searches = c == CONTROL('R') || c == CONTROL('S') || (k->searches && (c == CONTROL('H') || c == '\177'));
		k->tabs |= c == CONTROL('V') || c == CONTROL('I');
		k->drops |= c == CONTROL('\\') || c == CONTROL('Z');
		/* behind ^X, ^D is another key */
		if (ends_line(c) && !(prefix && c == CONTROL('D'))) {
			add_stroke(k, c, escape, ev);
			k->tells_hidden |= k->hides;
			k->fresh = k->wiped = k->hides = false;
			k->pasted = 0;
			k->ended = true;
			return true;
		}
		k->ended = false;
		k->wiped |= c == CONTROL('U');
		break;
	}
	k->fresh = false;
	k->moved = k->moved_last = true;
	k->printing = false;
	return false;
}

/* Give the newest strokes the first keys of their lines, and how long those are. */
static void
note_firsts(struct keyboard *k, const char *data, size_t len, int before)
{
	char firsts[STROKES_MAX];
	int lengths[STROKES_MAX], count = 0, i;
	size_t n;

	for (n = 0; n < len && count < STROKES_MAX; n++) {
		if (ends_line(data[n])) {
			firsts[count] = k->first;
			lengths[count++] = k->length;
			/* in the middle of a line ^D lists what it could become */
			if (data[n] != CONTROL('D'))
				k->first = '\0', k->length = 0;
			continue;
		}
		if (k->first == '\0')
			k->first = data[n] > ' ' && data[n] < 0x7F ? data[n] : OTHER_KEY;
		k->length = k->length < 0 || (unsigned char)data[n] < ' ' || data[n] == 0x7F || k->length > COMMAND_BYTES ? -1 : k->length + 1;
	}
	/* a paste is one key, whatever is in it */
	if (k->count - before != count)
		return;
	for (i = 0; i < count; i++) {
		k->strokes[before + i].first = firsts[i] == OTHER_KEY ? '\0' : firsts[i];
		k->strokes[before + i].length = lengths[i];
	}
}

/* Give the newest strokes their lines. */
static void
note_lines(struct keyboard *k, const struct event *ev, int before)
{
	uint32_t numbers[STROKES_MAX];
	int count = manuscript_take(&k->manuscript, ev, numbers, STROKES_MAX), i;

	for (i = 0; k->count - before == count && i < count; i++) {
		struct stroke *s = &k->strokes[before + i];
		const struct manuscript_line *line = manuscript_line(&k->manuscript, numbers[i]);
		size_t n;

		s->typed = numbers[i];
		if (line == NULL || line->event != ev->number)
			continue;
		for (n = 0, s->pasted = 0; n < line->text.len; n++)
			s->pasted += line->text.data[n] == '\n';
	}
}

static void
note_recent(struct keyboard *k, const char *data, size_t len)
{
	size_t max = sizeof k->recent, i, keep;

	for (i = 0; i < len && (unsigned char)data[i] >= ' ' && data[i] != 0x7F; i++)
		;
	/* a key that is none of a text, or more than anybody types at once */
	if (i < len || len > max) {
		k->recent_len = 0;
		return;
	}
	keep = (size_t)k->recent_len + len > max ? max - len : (size_t)k->recent_len;
	memmove(k->recent, k->recent + k->recent_len - keep, keep);
	memcpy(k->recent + keep, data, len);
	k->recent_len = (int)(keep + len);
}

bool
keyboard_typed(const struct keyboard *k, const char *text, size_t len)
{
	return len > 0 && len <= (size_t)k->recent_len && memcmp(k->recent + k->recent_len - len, text, len) == 0;
}

bool
keyboard_take(struct keyboard *k, const struct event *ev)
{
	const char *p = ev->data, *end = ev->len > 0 ? p + ev->len : p;
	bool may_end = false;
	int before = k->count;

	k->seen = true;
	k->pasted = 0;
	k->pastes = false;
	k->escape = k->fresh = k->wiped = k->ended = false;
	k->coarse |= ev->code == EVENT_KEYS;
	k->alt = ev->code == EVENT_INPUT && ev->len == 2 && ev->data[0] == '\033' ? ev->data[1] : '\0';
	if (ev->code == EVENT_INPUT) {
		buffer_clear(&k->tokens);
		k->keys.typing = false; /* every one is told of */
		keys_classify(&k->keys, ev->at, ev->data, ev->len, &k->tokens);
		p = k->tokens.data;
		end = k->tokens.len > 0 ? p + k->tokens.len : p;
	}
	while (p < end)
		may_end |= take_token(k, &p, end, ev);
	if (ev->code == EVENT_INPUT) {
		note_firsts(k, ev->data, ev->len, before);
		note_lines(k, ev, before);
		note_recent(k, ev->data, ev->len);
	}
	return may_end;
}

void
keyboard_note_control(struct keyboard *k, char key)
{
	k->printing = false;
	k->control = true;
	k->last[0] = k->last[1];
	k->last[1] = key;
}

struct stroke
keyboard_left(struct keyboard *k)
{
	struct stroke none = {0}, s;
	bool flushed = false;
	int i;

	k->typed = k->moved = k->ahead = k->escaped = k->searches = false;
	/* one may be of the line that was begun behind it */
	k->tabs = k->tabs && k->tail;
	/* of those that follow a printable one within a second nothing is told */
	if (k->count == 0) {
		k->typed = (k->printing && k->coarse) || k->tail;
		return none;
	}
	for (i = 0; i < k->count && k->strokes[i].stale; i++)
		flushed |= k->strokes[i].key == CONTROL('C');
	if (i == k->count)
		i--;
	/* it did nothing, and what was pressed last may have ended the line */
	if (k->strokes[i].stale && k->strokes[i].key == CONTROL('C') && k->moved_last) {
		k->count = 0;
		return none;
	}
	s = k->strokes[i];
	s.flushed = flushed;
	s.dropped = k->drops;
	k->drops = false;
	k->count -= i + 1;
	memmove(k->strokes, k->strokes + i + 1, sizeof *k->strokes * (size_t)k->count);
	k->ahead = k->typed = k->count > 0 || k->tail;
	return s;
}

bool
keyboard_sent_line(const struct keyboard *k)
{
	int i = k->count - 1;

	while (i > 0 && !k->strokes[i].at_once && k->strokes[i - 1].event == k->strokes[i].event)
		i--;
	return i >= 0 && k->strokes[i].at_once;
}

void
keyboard_answered(struct keyboard *k)
{
	int i;

	for (i = 0; i < k->count; i++)
		k->strokes[i].stale = true;
}

void
keyboard_drop_stale(struct keyboard *k)
{
	int i;

	for (i = 0; i < k->count && k->strokes[i].stale; i++)
		;
	if (i == 0 || i == k->count)
		return;
	k->count -= i;
	memmove(k->strokes, k->strokes + i, sizeof *k->strokes * (size_t)k->count);
}

void
keyboard_drop_before(struct keyboard *k, uint64_t event)
{
	int i;

	for (i = 0; i < k->count && k->strokes[i].event < event; i++)
		;
	k->count -= i;
	memmove(k->strokes, k->strokes + i, sizeof *k->strokes * (size_t)k->count);
}

void
keyboard_interrupted(struct keyboard *k)
{
	int i;

	for (i = k->count; i > 0 && k->strokes[i - 1].key != CONTROL('C'); i--)
		;
	while (i < k->count && k->strokes[i].key == CONTROL('D'))
		i++;
	k->count -= i;
	memmove(k->strokes, k->strokes + i, sizeof *k->strokes * (size_t)k->count);
}

void
keyboard_ignored(struct keyboard *k)
{
	if (k->count > 0 && k->strokes[k->count - 1].key == CONTROL('C'))
		k->count--;
}

void
keyboard_forget(struct keyboard *k)
{
	k->typed = k->ahead = k->moved = k->escaped = k->tail = k->searches = k->drops = false;
	k->first = '\0';
	k->length = 0;
	k->count = 0;
}

void
keyboard_begin(struct keyboard *k)
{
	k->first = '\0';
	k->length = 0;
	manuscript_begin(&k->manuscript);
}
