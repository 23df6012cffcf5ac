_tower_tui() {
    local quoted= line
    [[ "${COMP_WORDS[COMP_CWORD]}" == [\'\"]* ]] && quoted=1
    local IFS=$'\n'
    COMPREPLY=($(TOWER_TUI_COMPLETE=bash TOWER_TUI_COMPLETE_LINE="${COMP_LINE:0:COMP_POINT}" \
        TOWER_TUI_COMPLETE_WORD="$2" TOWER_TUI_COMPLETE_QUOTED=$quoted "${COMP_WORDS[0]}" 2>/dev/null))
    if [[ ${#COMPREPLY[@]} -eq 1 && "${COMPREPLY[0]}" == *[/:=] ]]; then
        compopt -o nospace
    fi
}
complete -o nosort -F _tower_tui tower-tui
