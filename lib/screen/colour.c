/* The colours of a screen's cells as red, green and blue. */
#include "lib/screen/colour.h"

#include "lib/screen/screen.h"

static const uint32_t basic[16] = {0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x1E6FEE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F,
    0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF};

static uint32_t
cube_level(uint32_t n)
{
	return n == 0 ? 0 : 55 + 40 * n;
}

uint32_t
colour_rgb(uint32_t colour, uint32_t otherwise)
{
	uint32_t n = colour & 0xFFFFFF;

	if (colour == 0)
		return otherwise;
	if ((colour & SCREEN_RGB) != 0)
		return n;
	if (n < 16)
		return basic[n];
	if (n >= 232)
		return (8 + 10 * (n - 232)) * 0x010101;
	n -= 16;
	return cube_level(n / 36) << 16 | cube_level(n / 6 % 6) << 8 | cube_level(n % 6);
}
