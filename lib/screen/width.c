/* How many columns a character takes. */
#include "lib/screen/width.h"

#include <stdbool.h>
#include <stddef.h>

#include "lib/screen/widths.h"

static bool
is_in(const struct range *ranges, size_t count, uint32_t code)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (code > ranges[middle].last)
			low = middle + 1;
		else if (code < ranges[middle].first)
			high = middle;
		else
			return true;
	}
	return false;
}

/* What East Asian text has most of. */
static bool
is_surely_wide(uint32_t code)
{
	return (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0x3041 && code <= 0x3096) ||
	    (code >= 0x309B && code <= 0x30FF) || (code >= 0x3000 && code <= 0x3029);
}

int
width_of(uint32_t code)
{
	/* what there is most of, without a search */
	if (code < 0x300 || (code >= 0x2500 && code <= 0x25FC) || code == 0xFFFD)
		return 1;
	if (is_surely_wide(code) || is_in(wide, sizeof wide / sizeof *wide, code))
		return 2;
	return is_in(joining, sizeof joining / sizeof *joining, code) ? 0 : 1;
}
