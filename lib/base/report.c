/* What a program says to a person. */
#include "lib/base/report.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/utf8.h"

static const char *program_name = "steno";

void
report_name(const char *program)
{
	program_name = program;
}

static bool
acts_on_terminal(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
	    (code >= 0x2066 && code <= 0x2069) || code == 0x200E || code == 0x200F || code == 0x061C;
}

void
report_visible(struct buffer *out, const char *data, size_t len, bool lines)
{
	const unsigned char *p = (const unsigned char *)data, *end = p + len;
	uint32_t code;
	int n;

	while (p < end) {
		n = utf8_decode(p, (size_t)(end - p), &code);
		if (n <= 0) {
			n = n < 0 ? -n : (int)(end - p);
			for (; n > 0; n--)
				buffer_addf(out, "\\x%02x", *p++);
			continue;
		}
		if (lines && (code == '\n' || code == '\t'))
			buffer_addc(out, (char)code);
		else if (!acts_on_terminal(code))
			buffer_add(out, p, (size_t)n);
		else if (code < 0x80)
			buffer_addf(out, "\\x%02x", code);
		else
			buffer_addf(out, "\\u{%x}", code);
		p += n;
	}
}

static void
say(FILE *out, const char *name, const char *kind, const char *format, va_list args)
{
	struct buffer safe = {0};
	char *text = NULL;

	if (vasprintf(&text, format, args) < 0)
		return;
	report_visible(&safe, text, strlen(text), out == stderr);
	/* in raw mode a bare line feed would not return the carriage */
	fprintf(out, "%s%s%s\n", name, kind, safe.broken ? text : buffer_string(&safe));
	buffer_free(&safe);
	free(text);
}

#define REPORT(name, kind)                                                                         \
	void name(const char *format, ...)                                                         \
	{                                                                                          \
		va_list args;                                                                      \
                                                                                                   \
		va_start(args, format);                                                            \
		say(stderr, program_name, ": " kind, format, args);                                \
		va_end(args);                                                                      \
	}

REPORT(report_error, "")
REPORT(report_warning, "warning: ")
REPORT(report_note, "note: ")

void
report_done(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(stdout, "", "", format, args);
	va_end(args);
}

/* Levenshtein's distance, cut at words of 31 characters: the verbs are shorter. */
static int
distance(const char *a, const char *b)
{
	int row[32], la = (int)strlen(a), lb = (int)strlen(b), i, j;

	if (la > 31 || lb > 31)
		return 99;
	for (j = 0; j <= lb; j++)
		row[j] = j;
	for (i = 1; i <= la; i++) {
		int diagonal = row[0];

		row[0] = i;
		for (j = 1; j <= lb; j++) {
			int best = diagonal + (a[i - 1] != b[j - 1]);

			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[lb];
}

const char *
report_nearest(const char *word, const char *const *candidates)
{
	const char *best = NULL;
	int least = 99, d;

	for (; *candidates != NULL; candidates++) {
		d = strncmp(word, *candidates, strlen(word)) == 0 ? 1 : distance(word, *candidates);
		if (d < least) {
			least = d;
			best = *candidates;
		}
	}
	return least <= 1 + (int)strlen(word) / 3 ? best : NULL;
}
