"""Small words of the grammar: alternatives that many fragments share.

``<name>`` calls another rule, ``[a|b]`` chooses, ``{tag}`` notes a factor as truth and prints
nothing, and ``<CAPITALS>`` is an entity. All fragments were written by hand for this purpose.
"""

from typing import Final

RULES: Final[dict[str, tuple[str, ...]]] = {
    "inft": ("Informant", "Caller", "Inft", "Aggrieved", "Reporting person", "The caller", "RP", "Member of public"),
    "states": ("states", "reports", "advises", "says", "is stating", "has rung to say", "tells me", "alleges", "informs us"),
    "male": ("a male", "a man", "a lad", "an unknown male", "a white male in his [20s|30s|40s]", "an Asian male approx [20|25|30]", "a black male in [20s|30s]", "a youth", "a bloke", "a stocky male", "some fella", "a skinny male", "a male known to them as <NAME2>", "<NAME2>"),
    "female": ("a female", "a woman", "a girl approx [15|17|19]", "an older lady", "a female in her [20s|30s|50s]", "<NAME2>", "a lass", "a heavily pregnant female"),
    "people": ("a group of [four|five|six|about eight|ten or so] [lads|youths|kids|teenagers]", "[two|three] males", "a gang of [lads|kids]", "[several|a few] people", "a couple", "two females and a male", "about a dozen [youngsters|youths]"),
    "clothing": ("wearing [a black|a grey|a dark|a navy|a red] [hoodie|puffa jacket|tracksuit|coat]", "in [all black|a hi-vis|work clothes|a football shirt|a balaclava]", "with [a rucksack|a bike|a dog|a shopping trolley|a hood up]", "no description of clothing", "[jeans and trainers|joggers and sliders|shorts and a vest]", "face [covered|partly covered by a snood]"),
    "adverb": ("at present", "just now", "within the last [5|10|15|20] mins", "about [half an hour|an hour] ago", "earlier on", "in the last few minutes", "on and off all [day|night|week]", "since <TIME>"),
    "went": ("made off", "left", "ran off", "has gone", "decamped", "legged it", "walked off", "drove off", "went off on a [bike|moped|e-scooter]"),
    "dir": ("towards <STREET>", "in the direction of <STREET>", "down the [ginnel|alley|snicket|jitty|cut]", "direction unknown", "up [the hill|the road|towards the shops]", "onto <STREET>", "back towards the [estate|park|precinct|station]", "through the [gardens|car park|flats]"),
    "upset": ("very upset", "shaken up", "calm but concerned", "in tears", "quite distressed", "scared to go out", "fed up with it", "angry", "hard to understand", "breathing heavily", "intox by the sounds of it {alcohol}", "shouting at someone in the background"),
    "blade": ("a kitchen knife", "a large knife", "a machete", "a lock knife", "a Stanley knife", "a zombie-style knife", "something shiny, poss a blade", "a screwdriver"),
    "object": ("a hammer", "a baseball bat", "a metal bar", "a bottle", "half a brick", "a golf club", "a fence post", "a dog chain"),
    "hurt": ("{injury}has a [cut|gash|bump] to the [head|hand|arm|face]", "{injury}nose is bleeding", "{injury}complaining of [rib|neck|jaw] pain", "{injury}is on the floor and not getting up", "no injuries [seen|apparent|disclosed]", "{injury}has a black eye", "{injury}been knocked out for a few seconds", "refuses ambo"),
    "taken": ("[cash|approx £40|a small amount of cash]", "[a phone|an iPhone|a mobile]", "[a purse|a wallet|a handbag]", "[power tools|tools|a drill and a saw]", "[jewellery|rings and a watch|a gold chain]", "[a laptop|a tablet|games console]", "[meat and cheese|alcohol|spirits|baby milk|washing capsules|coffee]", "[car keys|the spare keys]", "[a push bike|an e-bike|a mountain bike]", "[catalytic converter|number plates|sat nav]", "nothing of value", "medication"),
    "entry": ("forced the [back|patio|kitchen|front] door", "smashed [a window|the glass in the door]", "got in through an insecure [window|door]", "snapped the lock", "come over the back fence", "removed a pane of glass", "used the key safe", "pushed past the occupant"),
    "rel": ("ex partner", "husband", "wife", "boyfriend", "son", "daughter", "brother", "step-dad", "neighbour", "flatmate", "landlord", "cousin", "grandson", "ex-husband", "partner of ten years"),
    "carcol": ("black", "silver", "white", "grey", "blue", "red", "dark coloured", "light coloured"),
    "car": ("a <carcol> [hatchback|saloon|estate|van|4x4|coupe] <VRM>", "vehicle <VRM>", "a <carcol> car, part VRM <VRM>", "VRM <VRM>", "a <carcol> [moped|motorbike] no plate", "a small <carcol> car, no reg seen"),
    "unit": ("<PC>", "unit <PC>", "callsign <PC>", "A <PC>", "double crewed unit <PC>", "dog unit", "<PC> and <PC>"),
    "cctv": ("CCTV [requested|being viewed|operator informed]", "camera on [premises|the corner] may cover", "no CCTV at location", "ring doorbell footage available", "shop has good quality CCTV", "control room monitoring on town centre cameras"),
    "home": ("at home address <ADDR>", "at <ADDR>", "outside <ADDR>", "on <STREET>", "near to <PREM>", "at the junction with <STREET>", "round the back of <PREM>", "inside <PREM>", "in the communal area of <ADDR>"),
    "say": ("says", "goes", "is like", "told me", "keeps saying", "shouted", "said to me"),
    "please": ("can you send someone", "I need the police", "please can you just come", "can someone come out", "you need to get here", "I just want it logging", "I don't want him arresting, I just want him gone"),
    "dialect": ("duck", "love", "mate", "pal", "like", "our kid", "me duck", "pet", "boss", "darling", "bab", "cock", "you know what I mean", "d'you know what I mean", "innit"),
}  # fmt: skip
ABBREVIATIONS: Final = {
    "informant": "inft", "Informant": "INFT", "vehicle": "veh", "Vehicle": "Veh", "male": "M",
    "female": "F", "approximately": "approx", "approx": "apx", "and": "&", "with": "w/",
    "address": "add", "officers": "offrs", "Officers": "Offrs", "attended": "att", "possible": "poss",
    "possibly": "poss", "information": "info", "reports": "rpts", "regarding": "re", "unknown": "unk",
    "description": "desc", "ambulance": "ambo", "arrested": "arr", "suspect": "susp", "location": "loc",
    "negative": "neg", "victim": "AP", "Aggrieved": "AGG", "telephone": "tel", "property": "prop",
    "witness": "wit", "message": "msg", "years": "yrs", "minutes": "mins", "intoxicated": "intox",
    "enquiries": "enqs", "Enquiries": "Enqs", "domestic": "dom", "previous": "prev", "passed": "psd",
}  # fmt: skip
