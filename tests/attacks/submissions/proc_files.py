# ends: returned, raised
# reads other processes' memory, environment, command line and files through /proc

def attack(scene):
    found = []
    for pid in (scene["decoy_pid"], scene["judge_pid"], scene["zygote_pid"], "self"):
        for name in ("environ", "cmdline", "mem", "maps", "fd/3", "status"):
            try:
                with open(f"/proc/{pid}/{name}", "rb") as file:
                    if name == "mem":
                        file.seek(scene["decoy_address"])
                    found.append(file.read(1000).decode("latin-1"))
            except OSError:
                pass
    return found, [scene["got_through"]] if found else []
