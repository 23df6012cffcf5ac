_tower_tui() {
    local quoted= program=${COMP_WORDS[0]} line=${COMP_LINE:0:COMP_POINT}
    [[ -n "$line" ]] || line="${COMP_WORDS[*]:0:COMP_CWORD+1}"
    type -P "$program" >/dev/null || program=@PROGRAM@
    [[ "${COMP_WORDS[COMP_CWORD]}" == [\'\"]* ]] && quoted=1
    local IFS=$'\n'
    COMPREPLY=($(TOWER_TUI_COMPLETE=bash TOWER_TUI_COMPLETE_LINE="$line" \
        TOWER_TUI_COMPLETE_WORD="$2" TOWER_TUI_COMPLETE_QUOTED=$quoted "$program" 2>/dev/null))
    if [[ ${#COMPREPLY[@]} -eq 1 && "${COMPREPLY[0]}" == *[/:=] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o nosort -F _tower_tui tower-tui
