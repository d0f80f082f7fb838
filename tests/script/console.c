/*
 * A program on a console, for tests in Python: shows its size, each key that comes and what became of it; q leaves, C crashes,
 * R runs a shell command, L shows all anew, P paints, X exits without a word.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/canvas/console.h"

struct scene {
	struct console *console;
	int keys, resumed, ready;
	uint32_t last;
	char note[200];
};

static void
paint(struct scene *s)
{
	struct canvas *c = console_canvas(s->console);
	struct canvas_area all = canvas_all(c);
	struct canvas_style style = {SCREEN_RGB | 0xFF0000, 0, SCREEN_BOLD};

	canvas_clear(c);
	canvas_format(c, &all, 0, 0, &style, "size %dx%d", all.cols, all.rows);
	canvas_format(c, &all, 1, 0, NULL, "keys %d last %x", s->keys, s->last);
	canvas_format(c, &all, 2, 0, NULL, "resumed %d ready %d", s->resumed, s->ready);
	canvas_format(c, &all, 3, 0, NULL, "note %s", s->note);
	console_show(s->console);
}

static void
act(struct scene *s, uint32_t key)
{
	char shell[] = "/bin/sh", option[] = "-c", line[] = "echo hello from the child; read line; echo sorry >&2; exit 7";
	char *argv[] = {shell, option, line, NULL};
	struct buffer said = {0};
	volatile uintptr_t nowhere = 64;
	const char *text;
	size_t len;

	s->keys++;
	s->last = key;
	if (key == 'C')
		*(volatile int *)nowhere = 1;
	else if (key == 'A')
		abort();
	else if (key == 'X')
		exit(3);
	else if (key == 'L')
		console_forget(s->console);
	else if (key == 'P')
		snprintf(s->note, sizeof s->note, "clip %d", console_clip(s->console, "rm -rf /\n", 9));
	else if (key == 'R') {
		snprintf(s->note, sizeof s->note, "status %d", console_run(s->console, argv, &said));
		snprintf(s->note + strlen(s->note), sizeof s->note - strlen(s->note), " said %s", buffer_string(&said));
		buffer_free(&said);
	}
	else if (key == STROKE_PASTE) {
		text = console_pasted(s->console, &len);
		snprintf(s->note, sizeof s->note, "pasted %.*s", (int)len, text);
	}
}

int
main(void)
{
	struct scene s = {.keys = 0};
	struct pollfd input = {.fd = 0, .events = POLLIN};
	enum console_event event;
	char byte;
	uint32_t key;
	int r = console_open(&s.console);

	if (r != 0) {
		fprintf(stderr, "console: %s\n", console_trouble(r));
		return 2;
	}
	if ((r = console_enter(s.console)) != 0)
		return 2;
	for (;;) {
		paint(&s);
		event = console_wait(s.console, &input, isatty(0) ? 0 : 1, -1, &key);
		if (event == CONSOLE_ENDED || (event == CONSOLE_KEY && key == 'q'))
			break;
		if (event == CONSOLE_KEY)
			act(&s, key);
		s.resumed += event == CONSOLE_RESUMED;
		if (event == CONSOLE_READY && read(0, &byte, 1) > 0)
			s.ready++;
		else if (event == CONSOLE_READY)
			input.fd = -1;
	}
	r = console_signal(s.console);
	console_close(s.console);
	printf("left %d\n", r);
	return 0;
}
