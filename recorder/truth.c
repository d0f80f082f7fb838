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
close_name(struct truth_name *n)
{
	if (n->pid != 0)
		close(n->fd);
	n->pid = 0;
}

static void
open_name(struct truth_name *n, pid_t pid)
{
	char path[64];

	close_name(n);
	snprintf(path, sizeof path, "/proc/%d/comm", (int)pid);
	if ((n->fd = open(path, O_RDONLY | O_CLOEXEC)) >= 0)
		n->pid = pid;
}

static void
read_name(struct truth *t)
{
	struct truth_name *file = t->group == t->leader ? &t->leaders : &t->jobs;
	ssize_t n = -1;

	if (file->pid == t->group)
		n = pread(file->fd, t->name, sizeof t->name - 1, 0);
	/* what we hold may be of one that ended, and that had the same number */
	if (n <= 0) {
		open_name(file, t->group);
		if (file->pid != 0)
			n = pread(file->fd, t->name, sizeof t->name - 1, 0);
	}
	/* gone already: keep what it was called while it lived */
	if (n <= 0)
		return;
	t->name[n] = '\0';
	t->name[strcspn(t->name, "\n")] = '\0';
}

void
truth_sample(struct truth *t, int master, int64_t now_ms)
{
	struct termios modes;
	pid_t group = tcgetpgrp(master);
	bool echo, canonical;

	if (group > 0 && group != t->group) {
		t->group = group;
		t->group_since = t->look_at = now_ms;
		t->name[0] = '\0';
		t->changed = true;
	}
	if (tcgetattr(master, &modes) != 0)
		return;
	echo = (modes.c_lflag & ECHO) != 0;
	canonical = (modes.c_lflag & ICANON) != 0;
	t->changed |= !t->known || echo != t->echo || canonical != t->canonical;
	t->known = true;
	t->echo = echo;
	t->canonical = canonical;
}

/* A name is read at once, and again at growing distances until it has settled; the session's leader has no
 * other before it execs but at the very beginning.  Returns whether it was read. */
static bool
follow_name(struct truth *t, int64_t now_ms)
{
	int64_t age = now_ms - t->group_since;

	if (t->look_at == 0 || now_ms < t->look_at)
		return false;
	read_name(t);
	if (age >= NAME_SETTLES_MS || (t->group == t->leader && now_ms >= NAME_SETTLES_MS))
		t->look_at = 0;
	else
		t->look_at = now_ms + (age > 0 ? age : 1);
	return true;
}

bool
truth_tell(struct truth *t, int64_t now_ms)
{
	char text[TRUTH_TEXT_SIZE];

	if (!follow_name(t, now_ms) && !t->changed)
		return false;
	t->changed = false;
	snprintf(text, sizeof text, "%c%c %d %s", t->echo ? 'e' : '-', t->canonical ? 'c' : '-',
	    (int)t->group, t->name);
	if (strcmp(text, t->text) == 0)
		return false;
	strcpy(t->text, text);
	return true;
}

void
truth_release(struct truth *t)
{
	close_name(&t->leaders);
	close_name(&t->jobs);
}

bool
truth_hides(const struct truth *t)
{
	return t->known && !t->echo && t->canonical;
}
