/* What programs ask of a terminal, which answers as if it typed. */
#include "indexer/query.h"

#include <string.h>

#include "lib/cast/keys.h"

#define QUERY_MAX 8192 /* bytes of output at once: a program that asks waits for the answer */

/* Of what a window is asked for, and told: its state, place, size and title are reported; that its title is to be kept, or to be as it was, is not. */
static bool
asks_of_window(const char *parameters, const char *end)
{
	int n = 0;

	for (; parameters < end && *parameters >= '0' && *parameters <= '9' && n < 100; parameters++)
		n = n * 10 + (*parameters - '0');
	return n == 11 || (n >= 13 && n <= 16) || (n >= 18 && n <= 21);
}

int
query_count(const char *data, size_t len)
{
	const char *p = data, *end = data + len, *q;
	int count = 0;

	if (len > QUERY_MAX)
		return 0;
	while ((p = memchr(p, '\033', (size_t)(end - p))) != NULL) {
		p++;
		if (p < end && *p == '[') {
			for (q = p + 1; q < end && ((*q >= '0' && *q <= '?') || (*q >= ' ' && *q <= '/')); q++)
				;
			/* device status, attributes, mode, size, keyboard */
			if (q < end && (*q == 'n' || *q == 'c' || (*q == 'p' && q[-1] == '$') ||
					   (*q == 't' && asks_of_window(p + 1, q)) || (*q == 'u' && p[1] == '?') ||
					   (*q == 'q' && p[1] == '>')))
				count++;
			p = q;
		} else if (p + 1 < end && *p == ']' && memmem(p, (size_t)(end - p) < 24 ? (size_t)(end - p) : 24, ";?", 2)) {
			count++;
		} else if (p + 1 < end && *p == 'P' && (p[1] == '+' || p[1] == '$')) {
			count++;
		}
	}
	return count;
}

/* Sequences that terminals send by themselves, and no cursor or function keys. */
static bool
is_answer(const char *data, size_t len)
{
	const char *p = data, *end = data + len;

	while (end - p >= 3 && *p == '\033') {
		/* a string: the rest is its own */
		if (p[1] == ']' || p[1] == 'P')
			return true;
		if (p[1] != '[')
			return false;
		for (p += 2; p < end && (unsigned char)*p >= ' ' && (unsigned char)*p < '@'; p++)
			;
		if (p == end || strchr("Rcntyu", *p) == NULL)
			return false;
		p++;
	}
	return p == end;
}

int
query_answers(const struct event *ev)
{
	struct buffer tokens = {0};
	struct keys keys = {0};
	const char *text = ev->data;
	size_t len = ev->len, i;

	if (ev->code == EVENT_INPUT) {
		if (!is_answer(ev->data, ev->len))
			return 0;
		keys_classify(&keys, ev->at, ev->data, ev->len, &tokens);
		text = tokens.data;
		len = tokens.len;
	}
	for (i = 0; i < len && text[i] == 'e'; i++)
		;
	buffer_free(&tokens);
	return i == len ? (int)len : 0;
}
