/* The kernel's truth about the terminal. */
#include "recorder/truth.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* A job's leader has its shell's name until it execs: look again for so long. */
#define NAME_SETTLES_MS 300

static void
read_name(struct truth *t)
{
	char path[64];
	ssize_t n = 0;
	int fd;

	snprintf(path, sizeof path, "/proc/%d/comm", (int)t->group);
	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) >= 0) {
		n = read(fd, t->name, sizeof t->name - 1);
		close(fd);
	}
	/* gone already: keep what it was called while it lived */
	if (n <= 0)
		return;
	t->name[n] = '\0';
	t->name[strcspn(t->name, "\n")] = '\0';
}

bool
truth_sample(struct truth *t, int master, int64_t now_ms)
{
	char text[TRUTH_TEXT_SIZE];
	struct termios modes;
	pid_t group = tcgetpgrp(master);
	bool changed = group > 0 && group != t->group;

	if (changed) {
		t->group = group;
		t->group_since = now_ms;
		t->name[0] = '\0';
	}
	if (changed || (now_ms - t->group_since < NAME_SETTLES_MS &&
			   (t->group != t->leader || now_ms < NAME_SETTLES_MS)))
		read_name(t);
	if (tcgetattr(master, &modes) == 0) {
		t->known = true;
		t->echo = (modes.c_lflag & ECHO) != 0;
		t->canonical = (modes.c_lflag & ICANON) != 0;
	}
	snprintf(text, sizeof text, "%c%c %d %s", t->echo ? 'e' : '-', t->canonical ? 'c' : '-',
	    (int)t->group, t->name);
	if (strcmp(text, t->text) == 0)
		return false;
	strcpy(t->text, text);
	return true;
}

bool
truth_hides(const struct truth *t)
{
	return t->known && !t->echo && t->canonical;
}
