/* A session's signals: its command's end and stops, the terminal's size, and being told to end. */
#ifndef STENO_RECORDER_SIGNALS_H
#define STENO_RECORDER_SIGNALS_H

struct session;

int signals_make(struct session *);
void signals_release(struct session *);

/* Give the pty the size of the user's terminal, and record it. */
void signals_take_size(struct session *);

/* Has the command stopped, or ended? */
void signals_reap(struct session *);

/* Tell the command to end, for this signal; 0 is that recording failed.  Where it has ended, what is not shown has its grace. */
void signals_leave(struct session *, int signal);

#endif
