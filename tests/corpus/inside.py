"""The same scenarios inside something else: below sudo or su, in a shell in a shell, in tmux or screen, behind ssh.

An outer bash is what is recorded.  The line that leads in is typed there by hand and is part of the truth; the scenario's
program, environment and home hold below it.  When the scenario has ended, one more command shows that the way back is found.
"""
import inspect
import os
import pathlib
import re
import shlex
import shutil
import socket
import subprocess

APART = pathlib.Path(__file__).resolve().parent / "props" / "apart.sh"
OUTER = ["/bin/bash", "--norc", "--noprofile", "-i"]
PROMPT = r"^admin@desk:.*# $"
LINES = {"sudo": "sudo -i", "su": "su -", "shell": None, "tmux": "tmux", "pane": None, "screen": "screen", "ssh": "ssh far-1"}
OUTER_NAMES = ("PATH", "HOME", "TERM", "LANG", "LC_ALL", "USER", "LOGNAME", "PS1", "HISTFILE", "INPUTRC")
KINDS = tuple(LINES)
MUX = ("tmux", "pane", "screen")  # a pane: tmux is the recorded program, and nothing is around it
NEEDS = {"sudo": ["sudo", "unshare"], "su": ["su", "unshare"], "shell": [], "tmux": ["tmux"], "pane": ["tmux"], "screen": ["screen"],
         "ssh": ["ssh", "sshd", "ssh-keygen", "unshare", "setpriv"]}

# (kinds, scenarios, why they are not played there)
UNFIT = [
    (KINDS, r"device_.*|\w*serial_console|line_in_pieces.*|line_with_delay|admin_at_a_rescue_console|ssh_on_a_bad_line|mosh_repaints",
     "a stand-in for a line or a device"),
    (KINDS, r"machine_.*", "an automaton waits for its own prompt"),
    (KINDS, r"bash_connection_lost|session_cut_off|bash_lost_while_running", "ends without a way back"),
    (MUX, r"terminal_.*|mouse_.*|titles|modes_.*|margins?_.*|charset_left_switched|\w+_left_on|alternate_screen_never_left",
     "tests what the terminal itself does"),
    (MUX, r"tmux_.*|inside_tmux|ssh_inside_tmux|admin_in_tmux_all_day|screen_.*", "a multiplexer in a multiplexer"),
    (("ssh",), r"ssh_escapes|ssh_lost_in_mid_line", "the outer ssh takes its escapes"),
    (("sudo", "su"), r"shell_times_out|login_asks", "needs a login of its own"),
]

# what recordings-inside has of them: the most telling, and not too many
KEPT = {
    "tmux": "admin_reads_logs bash_history bash_paste_block bash_size_40x10 bash_wrap fish_blocks python_blocks zsh_block_recalled "
            "zsh_prompt_transient zsh_right_prompt zsh_asks bash_quoted_insert zsh_resize_in_modes zsh_expansions_and_blocks bash_resize "
            "zsh_resize_often squall_signals_at_every_point floor_terminal_in_disorder knoll_fish_keys_that_show "
            "fold_bash_on_a_vt100 squall_other_second_prompts exam_strait_15_tcsh mill_rare_consoles fold_bash_taller_than_the_window "
            "exam_hurst_r53_tcsh_with_programs exam_combe_w01_yash_one_beyond_the_margin exam_syke_s15_gdb_alone exam_lea_l10_bash_narrow "
            "exam_thwaite_t01_mksh_bars dash_no_prompt gdb_tall zsh_clock_at_last bash_bound_keys admin_mends_a_web_server "
            "day_in_plain_bash exam_toft_t24_java_shell answers_dressed_as_commands line_overwritten_while_typed "
            "exam_wanty_w07_mksh_100x24",
    "pane": "bash_edit bash_here_documents bash_resize bash_wide_characters fish_prompt_right_clock zsh_jobs zsh_prompt_transient "
            "exam_hag_h30_bash_lied_to exam_hag_h33_tcsh_lied_to "
            "zsh_right_prompt pane_prompt_that_counts_at_the_right pane_count_that_a_program_left squall_window_torn_in_a_long_line "
            "squall_zsh_torn_with_a_right_prompt squall_three_hundred_columns stall_parentheses_and_clauses stall_ruby_with_all_it_has "
            "pane_document_at_once_with_empty_rows pane_prompt_typed_at_a_program keys_bound_to_words zsh_words_and_searches "
            "exam_dock_yash_signals exam_dock_dash_signals ware_prompt_of_a_path fold_zsh_history_of_all_kinds "
            "fork_tcsh_lines_before_their_time fold_fzf_on_the_whole_screen fold_a_switch_is_asked corner_python_changes_its_prompt "
            "gdb_by_itself glen_bash_jobs_and_ahead croft_mksh_quick croft_zsh_wide_and_quick croft_bash_ahead_and_jobs exam_moor_04_ksh93 "
            "faked_in_bash fold_no_prompt_at_all calculators_of_all_kinds exam_moor_09_bash exam_tor_fish_short_words weir_prompt_of_a_document "
            "exam_dock_tcsh_signals exam_moor_17_zsh_half zsh_vi_whose_sign_turns fish_words_undo_and_keys exam_tor_yash_vi_with_all_prompts "
            "dialogs_and_menus zsh_vi_in_a_small_window exam_carr_k08_python_after_a_script exam_carr_k02_zsh_lists_that_scroll "
            "exam_clough_v1_ash_second_row_at_the_edge exam_clough_v1_dash_at_the_edge exam_combe_w02_bash_vi_verifies_below_a_frame "
            "exam_cairn_r07_zsh_comments_out exam_combe_w04_zsh_talked_to exam_combe_w04_dash_talked_to "
            "exam_combe_w05_bash_signs_of_two_lengths exam_spinney_r38_tcsh_loops_and_corrections exam_carr_k08_guile_rows "
            "exam_cairn_r38_mksh_blocks_and_pastes exam_nook_n10_bash_wide exam_nook_n09_bash_apart exam_thwaite_t02_bash_prompt_of_two_rows "
            "exam_thwaite_t01_dash_bars exam_carr_k05_yash_rare_keys exam_strath_15_dash_bursts "
            "exam_rig_r10_zsh_what_is_typed_early_and_taken_back exam_rig_r20_a_router_with_views "
            "exam_dub_d03_mksh_comments_by_vi exam_hope_p05_bash_jdb_by_threads zsh_transient_blocks "
            "bash_prompt_ends_in_newline bash_external_vim exam_byre_a30_a_student_learns exam_strother_a22_ys_expands "
            "exam_crook_c32_calculators_and_ed prompt_printed_before_a_reply",
    "screen": "bash_fzf bash_history fish_blocks vim_edits yash_plain zsh_block_recalled fish_block_recalled fish_prompt_transient "
              "bench_with_interpreters bench_broken_and_joined zsh_prompt_ends_in_a_line_feed kiln_tcsh_all_ways fold_bash_on_a_vt100 "
              "pier_fish_as_it_comes exam_dale_01_zsh kiln_fish_all_ways exam_tor_bash_with_all_the_marks exam_combe_w04_tcsh_talked_to "
              "exam_lea_l10_bash_narrow exam_strath_15_dash_bursts exam_ghaut_g24_zsh_mode_at_the_right exam_ghaut_g46_ash_coloured "
              "ksh_empty_prompt dash_no_prompt bash_external_vim line_overwritten_while_typed "
              "exam_snead_t60_git_all_day exam_hurdle_h42_full_screens",
    "ssh": "admin_in_fish alternate_screen_left_on bash_prompt_fills_the_line bash_typeahead_lines fish_blocks fish_size_40x10 inside_tmux "
           "node_blocks tcsh_blocks vim_edits zsh_prompt_right_clock "
           "exam_wold_01_fedora exam_wold_06_zsh_plugins exam_wold_13_debian exam_cairn_r16_ksh_vi_edits exam_combe_w04_bash_talked_to "
           "exam_holm_h01_bash_clock_at_the_margin exam_cairn_r54_tcl_without_an_editor exam_cairn_r39_ash_documents_at_once "
           "exam_strath_16_node_paste exam_strath_15_dash_bursts exam_strath_08_bash_fast exam_combe_w03_dash_pastes_as_pagers_go "
           "exam_lea_l11_fish_narrow exam_thwaite_t01_python_bars exam_strath_06_mksh_slips "
           "admin_mends_a_web_server answers_dressed_as_commands exam_byre_a41_talk_search_and_clear "
           "exam_byre_a44_corrections_below_segments exam_strother_a57_node_with_previews",
    "sudo": "exam_toft_t12_irb_with_its_dialogs bash_prompt_no_bracketed_paste bash_search_and_edit dash_lines fish_pastes sqlite_statements ssh_session zsh_prompt_fills_the_line "
            "exam_hurdle_h25_tcsh_goes_on",
    "su": "bash_external_editor bash_secrets fish_ghost_text sudo_shells zsh_menu_select fish_line_tools vim_holds_a_terminal",
    "shell": "fish_replies python_asks su_to_users zsh_multiline loom_zsh loom_dash "
             "exam_mire_00_bash exam_mire_03_zsh exam_wold_14_two_rows exam_fen_12_dash exam_strath_06_mksh_slips",
}


def kept(scenarios):
    """Those that KEPT names, each to be played where it says."""
    known = {spec["name"]: spec for spec in scenarios}
    return [dict(known[name], name=f"inside_{kind}_{name}", inside=kind) for kind, names in KEPT.items() for name in names.split()
            if name in known]


def unfit(kind, spec):
    """Why the scenario can't be played inside it, or None."""
    name = spec["name"].removeprefix(f"inside_{kind}_")
    for kinds, names, why in UNFIT:
        if kind in kinds and re.fullmatch(names, name):
            return why
    if kind in ("sudo", "su", "ssh") and os.getuid() != 0:
        return "needs root"
    if kind != "pane" and spec["size"][0] < 20:
        return "has no room for the outer prompt"
    if kind in MUX and spec["env"].get("TERM", spec["term"]) != "xterm-256color":
        return "has a terminal of its own"
    if kind in MUX and spec["size"][1] < 6:
        return "has no row to spare"
    if kind in MUX and re.search(r"\bC-q\b" if kind == "screen" else r"\bC-b\b", inspect.getsource(spec["play"])):
        return "presses the prefix key"
    return None


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Inside:
    """What is around one scenario; folder is where its own files go."""

    def __init__(self, kind, program, env, home, folder):
        self.kind, self.program, self.env, self.home = kind, program, env, home
        self.folder = os.path.join(folder, "in")
        self.bin = os.path.join(self.folder, "bin")
        os.makedirs(self.bin)
        self._login()
        getattr(self, "_prepare_" + kind)()

    def _write(self, name, text, mode=0o644):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        os.chmod(path, mode)
        return path

    def _assignments(self):
        """As words of sh.  A multiplexer's own TERM holds in it."""
        kept = {name: value for name, value in self.env.items() if not (name == "TERM" and self.kind in MUX)}
        words = [shlex.quote(f"{name}={value}") for name, value in kept.items()]
        return " ".join(words + (['TERM="$TERM" TMUX="$TMUX"'] if self.kind in MUX else []))

    def _login(self):
        """The shell that root has here.  It takes away what led to it: a scenario may call sudo or su itself."""
        program = " ".join(map(shlex.quote, self.program))
        away = "umount -l /etc/passwd /etc/sudoers\n" if self.kind in ("sudo", "su") else ""
        self.login = self._write("login", f"#!/bin/sh\n{away}cd {self.home}\nexec env -i {self._assignments()} {program}\n", 0o755)

    def _prepare_sudo(self):
        with open("/etc/passwd", encoding="utf-8") as f:
            others = [line for line in f if not line.startswith("root:")]
        self._write("passwd", f"root:x:0:0:root:{self.home}:{self.login}\n" + "".join(others))
        self._write("sudoers", "Defaults env_reset, use_pty\nroot ALL=(ALL:ALL) ALL\n", 0o440)

    _prepare_su = _prepare_sudo

    def _prepare_shell(self):
        """The program is typed by its name; a stand-in of that name gives it its environment."""
        name = os.path.basename(self.program[0])
        path = shutil.which(self.program[0], path=self.env["PATH"]) or self.program[0]
        self._write("bin/" + name, f'#!/bin/sh\nexec env -i {self._assignments()} {path} "$@"\n', 0o755)

    def _prepare_tmux(self):
        conf = self._write("tmux.conf", f"set -g default-shell /bin/sh\nset -g default-command 'exec {self.login}'\nset -sg escape-time 10\n")
        self._write("bin/tmux", f'#!/bin/sh\nexec {shutil.which("tmux")} -S {self.folder}/tmux -f {conf} "$@"\n', 0o755)

    _prepare_pane = _prepare_tmux

    def _prepare_screen(self):
        """Its escape is Ctrl-A, which people press for other things: Ctrl-Q stands for it here."""
        conf = self._write("screenrc", f"startup_message off\nescape ^Qq\nhardstatus alwayslastline '%H %-w[%n %t]%+w'\nshell {self.login}\n")
        os.mkdir(os.path.join(self.folder, "screens"), 0o700)
        self._write("bin/screen", f'#!/bin/sh\nexport SCREENDIR={self.folder}/screens\nexec /usr/bin/screen -U -c {conf} "$@"\n', 0o755)

    def _prepare_ssh(self):
        key, host = os.path.join(self.folder, "key"), os.path.join(self.folder, "host")
        for path in (key, host):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path], check=True)
        port = free_port()
        self._write("sshd", f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {host}\nAuthorizedKeysFile {key}.pub\nPidFile none\nUsePAM no\n"
                            f"StrictModes no\nPermitRootLogin yes\nPrintLastLog no\nPrintMotd no\nUseDNS no\nForceCommand exec {self.login}\n")
        conf = self._write("ssh_config", f"Host far-1\n HostName 127.0.0.1\n Port {port}\n User root\n IdentityFile {key}\n"
                                         " StrictHostKeyChecking no\n UserKnownHostsFile /dev/null\n LogLevel ERROR\n")
        self._write("bin/ssh", f'#!/bin/sh\nexec /usr/bin/ssh -F {conf} "$@"\n', 0o755)

    def argv(self, record):
        """What is started, given the recorder's words."""
        env = {**self.env, "PATH": f"{self.bin}:{self.env['PATH']}", "PS1": r"admin@desk:\w\$ ", "HISTFILE": "",
               "INPUTRC": "/dev/null"}
        env = {name: value for name, value in env.items() if name in OUTER_NAMES}
        program = [os.path.join(self.bin, "tmux")] if self.kind == "pane" else OUTER
        apart = [str(APART), self.kind, self.folder] if self.kind in ("sudo", "su", "ssh") else []
        return ["env", "-i", *[f"{name}={value}" for name, value in env.items()], *apart, *record, *program]

    def line(self):
        """What a person types to get in."""
        if self.kind != "shell":
            return LINES[self.kind]
        words = [os.path.basename(self.program[0]), *self.program[1:]]
        return " ".join("~" + word[len(self.home):] if word.startswith(self.home + "/") else shlex.quote(word) for word in words)

    def enter(self, session):
        if self.kind != "pane":
            session.wait(PROMPT, timeout=30)
            session.run(self.line(), wait=False)

    def leave(self, session):
        """Back to the outer shell, if the scenario has left its own."""
        if self.kind == "pane":
            return
        session.wait(PROMPT)
        session.run("echo back outside", exit=0, wait=PROMPT)
        session.run("exit", wait=False)

    def close(self):
        subprocess.run(["tmux", "-S", os.path.join(self.folder, "tmux"), "kill-server"], capture_output=True)
