/*
 * Work that can wait runs when nobody else wants the processor.
 */
#ifndef STENO_BASE_GENTLE_H
#define STENO_BASE_GENTLE_H

/*
 * From now on the calling thread gives way to whoever wakes.  There is no way back: a user's program may lower its priority, and not
 * raise it.  One that runs by other rules than the usual (a real-time policy, say) is left as it is, and so is what the kernel refuses.
 */
void gentle_become(void);

#endif
