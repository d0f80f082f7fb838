/* Text from anywhere, so that it can be looked at. */
#include "lib/screen/visible.h"

#include <stdio.h>
#include <string.h>

#include "lib/base/utf8.h"
#include "lib/screen/width.h"

/* Besides C0 and C1.  Variation selectors are none of these: emoji are full of them. */
static const struct {
	uint32_t first, last;
} hidden[] = {{0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C}, {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F},
    {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F}, {0x3164, 0x3164}, {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};

bool
visible_hides(uint32_t code)
{
	size_t i;

	if (code < 0x20 || (code >= 0x7F && code < 0xA0))
		return true;
	if (code < 0xAD)
		return false;
	for (i = 0; i < sizeof hidden / sizeof *hidden; i++)
		if (code >= hidden[i].first && code <= hidden[i].last)
			return true;
	return false;
}

int
visible_next(const char *text, size_t len, char out[VISIBLE_MAX], size_t *step)
{
	uint32_t code = 0;
	int n = utf8_decode((const unsigned char *)text, len, &code);

	*step = n > 0 ? (size_t)n : 1;
	if (n <= 0)
		return strcpy(out, "\xEF\xBF\xBD"), 1;
	if (code == '\n')
		return strcpy(out, "\xE2\x8F\x8E "), 2;
	if (code == '\t')
		return strcpy(out, " "), 1;
	if (visible_hides(code))
		return snprintf(out, VISIBLE_MAX, code < 0x100 ? "\\x%02X" : "\\u{%04X}", code);
	memcpy(out, text, (size_t)n);
	out[n] = '\0';
	return width_of(code);
}
