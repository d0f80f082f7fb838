/* Standard input that is no terminal. */
#include "recorder/feed.h"

#include <stdbool.h>
#include <stdint.h>
#include <unistd.h>

/* The kernel's line buffer holds 4096; a quoted byte takes two on its way. */
#define PIECE 1024

static bool
edits(const struct termios *t, unsigned char c)
{
	static const int special[] = {VINTR, VQUIT, VERASE, VKILL, VEOF, VEOL, VEOL2, VSUSP,
	    VREPRINT, VWERASE, VLNEXT, VSTART, VSTOP};
	size_t i;

	if (c == '\r')
		return (t->c_iflag & (ICRNL | IGNCR)) != 0;
	if (c == '\n')
		return false;
	for (i = 0; i < sizeof special / sizeof *special; i++)
		if (t->c_cc[special[i]] == c && c != _POSIX_VDISABLE)
			return true;
	return false;
}

void
feed_encode(struct feed *f, const struct termios *t, const char *data, size_t len,
    struct buffer *out)
{
	bool quoting = (t->c_lflag & ICANON) && (t->c_lflag & IEXTEN);
	size_t i;

	if (!(t->c_lflag & ICANON)) {
		buffer_add(out, data, len);
		f->line = 0;
		return;
	}
	for (i = 0; i < len; i++) {
		if (quoting && edits(t, (unsigned char)data[i]))
			buffer_addc(out, (char)t->c_cc[VLNEXT]);
		buffer_addc(out, data[i]);
		f->line = data[i] == '\n' ? 0 : f->line + 1;
		if (f->line >= PIECE) {
			buffer_addc(out, (char)t->c_cc[VEOF]);
			f->line = 0;
		}
	}
}

void
feed_end(const struct termios *t, struct buffer *out)
{
	unsigned char c = t->c_cc[VEOF];

	buffer_addc(out, c == _POSIX_VDISABLE ? 4 : (char)c);
}
