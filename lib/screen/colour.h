/* The colours of a screen's cells as red, green and blue. */
#ifndef STENO_SCREEN_COLOUR_H
#define STENO_SCREEN_COLOUR_H

#include <stdint.h>

/* 0xRRGGBB; `otherwise` for the default colour, which is 0.  What stands for the first sixteen of the palette is xterm's, but for
 * a blue that can be read on black. */
uint32_t colour_rgb(uint32_t colour, uint32_t otherwise);

#endif
