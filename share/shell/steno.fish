# Tells Steno's recorder what this fish ran, at each prompt: doc/shell-reports.md.  As the last line of
# ~/.config/fish/config.fish:
#
#	set -q STENO_REPORT; and source /usr/local/share/steno/shell/steno.fish
#
# It starts no process.

if status is-interactive; and not set -q __steno_fd
    and string match -qr '^[1-9][0-9]{0,5}$' -- "$STENO_REPORT"; and test -S /dev/fd/$STENO_REPORT
    set -g __steno_fd $STENO_REPORT
    set -g __steno_fields

    function __steno_preexec --on-event fish_preexec
        set -g __steno_cwd $PWD
    end

    function __steno_postexec --on-event fish_postexec
        set -g __steno_fields exit=$status cwd=$__steno_cwd ran=1
        # what is longer the recorder would cut
        test (string length -- "$argv[1]") -le 16000
        and set -a __steno_fields line=$argv[1]
    end

    function __steno_prompt --on-event fish_prompt
        # before the first prompt anything may have run
        set -q __steno_greeted; and not set -q __steno_fields[1]; and set __steno_fields ran=0
        set -g __steno_greeted yes
        # fish says itself what a write failed with, wherever the errors go: let it say so once
        builtin printf '%s\0' shell=fish $__steno_fields '' >&$__steno_fd 2>/dev/null
        or functions -e __steno_preexec __steno_postexec __steno_prompt
        set -g __steno_fields
    end
end
