/*
 * The log files of script(1).  The first line holds the command without escaping its quotes, so
 * what follows it there is looked for from the line's end.
 */
#include "lib/cast/typescript.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/base/error.h"

#define STARTED "Script started on "
#define DONE "\nScript done on "
#define CLOSING_MAX 512

bool
typescript_looks(const char *data, size_t len)
{
	return len >= strlen(STARTED) && memcmp(data, STARTED, strlen(STARTED)) == 0;
}

static int
get_two(const char *p)
{
	if (p[0] < '0' || p[0] > '9' || p[1] < '0' || p[1] > '9')
		return -1;
	return (p[0] - '0') * 10 + (p[1] - '0');
}

int64_t
typescript_date(const char *text, size_t len)
{
	static const int at[] = {0, 2, 5, 8, 11, 14, 17}; /* century, year, ... second */
	struct tm tm = {0};
	int part[7], i, hours, minutes, offset = 0;

	if (len < 19)
		return 0;
	for (i = 0; i < 7; i++)
		if ((part[i] = get_two(text + at[i])) < 0)
			return 0;
	if (text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':')
		return 0;
	if (len >= 25 && (text[19] == '+' || text[19] == '-')) {
		hours = get_two(text + 20);
		minutes = get_two(text + 23);
		if (hours < 0 || minutes < 0)
			return 0;
		offset = (hours * 60 + minutes) * (text[19] == '-' ? -60 : 60);
	}
	tm.tm_year = part[0] * 100 + part[1] - 1900;
	tm.tm_mon = part[2] - 1;
	tm.tm_mday = part[3];
	tm.tm_hour = part[4];
	tm.tm_min = part[5];
	tm.tm_sec = part[6];
	return ((int64_t)timegm(&tm) - offset) * 1000;
}

/* The last place of `what`, or NULL. */
static const char *
find_last(const char *data, const char *end, const char *what)
{
	size_t n = strlen(what);
	const char *p;

	if ((size_t)(end - data) < n)
		return NULL;
	for (p = end - n; memcmp(p, what, n) != 0; p--)
		if (p == data)
			return NULL;
	return p;
}

/* NAME="VALUE" out of what stands in brackets; the command's own text comes before all others. */
static bool
get_value(const char *data, const char *end, const char *name, const char **value, size_t *len)
{
	const char *p, *quote;

	if ((p = find_last(data, end, name)) == NULL)
		return false;
	p += strlen(name);
	if ((quote = memchr(p, '"', (size_t)(end - p))) == NULL)
		return false;
	*value = p;
	*len = (size_t)(quote - p);
	return true;
}

static int64_t
get_number(const char *data, const char *end, const char *name)
{
	const char *value;
	char digits[16];
	size_t len;

	if (!get_value(data, end, name, &value, &len) || len >= sizeof digits)
		return 0;
	memcpy(digits, value, len);
	digits[len] = '\0';
	return strtol(digits, NULL, 10);
}

static int
take_command(struct foreign *f, const char *data, const char *end)
{
	static const char *const behind[] = {
	    "\" <not executed on terminal>",
	    "\" TERM=\"",
	    "\" TTY=\"",
	    "\" COLUMNS=\"",
	    "\"",
	};
	static const char name[] = "COMMAND=\"";
	const char *stop = NULL;
	size_t i;

	if ((size_t)(end - data) < strlen(name) || memcmp(data, name, strlen(name)) != 0)
		return 0;
	data += strlen(name);
	for (i = 0; i < sizeof behind / sizeof *behind && stop == NULL; i++)
		stop = find_last(data, end, behind[i]);
	return stop ? foreign_text(&f->header.command, data, (size_t)(stop - data)) : 0;
}

static int
take_brackets(struct foreign *f, const char *data, const char *end)
{
	const char *value;
	size_t len;
	int r;

	if (get_value(data, end, "TERM=\"", &value, &len) &&
	    (r = foreign_text(&f->header.term, value, len)) != 0)
		return r;
	if (get_value(data, end, "TTY=\"", &value, &len) &&
	    (r = foreign_text(&f->header.tty, value, len)) != 0)
		return r;
	foreign_size(f, get_number(data, end, "COLUMNS=\""), get_number(data, end, " LINES=\""));
	return take_command(f, data, end);
}

int
typescript_begin(struct foreign *f, struct inlet *inlet, bool tells)
{
	struct inlet_line line;
	const char *open, *end;
	int r;

	r = inlet_line(inlet, FOREIGN_HEADER_MAX, &line);
	if (r == ERR_LIMIT)
		return foreign_fail(
		    f, r, "a log of script(1) whose first line is longer than 64 KiB");
	if (r == 0 || !tells || !typescript_looks(line.data, line.len))
		return 0;
	foreign_began(f, typescript_date(line.data + strlen(STARTED), line.len - strlen(STARTED)));
	end = line.data + line.len;
	open = memchr(line.data, '[', line.len);
	if (open == NULL || end[-1] != ']')
		return 0;
	return take_brackets(f, open + 1, end - 1);
}

int
typescript_finish(struct inlet *inlet, char *status, size_t size)
{
	const char *data, *end, *value;
	size_t len, n;
	bool told;

	*status = '\0';
	if ((len = inlet_peek(inlet, CLOSING_MAX + 1, &data)) == 0)
		return 0;
	end = data + len;
	if (len > CLOSING_MAX || *data != '\n' || memchr(data + 1, '\n', len - 1) != end - 1)
		return ERR_FORMAT;
	told = get_value(data, end, "[COMMAND_EXIT_CODE=\"", &value, &n);
	if (!told && (len < strlen(DONE) || memcmp(data, DONE, strlen(DONE)) != 0))
		return ERR_FORMAT;
	if (told && n > 0 && n < size && strspn(value, "0123456789") == n) {
		memcpy(status, value, n);
		status[n] = '\0';
	}
	return 1;
}
