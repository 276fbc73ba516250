"""First names and surnames of many cultures, to be combined at random into fictional people.

The lists were written by hand for this purpose. A combination that matches a living person does
so by chance. ``VARIANTS`` groups spellings of one name; ``SHORT`` holds everyday short forms.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Culture:
    """One naming culture: male and female first names and surnames."""

    name: str
    male: tuple[str, ...]
    female: tuple[str, ...]
    last: tuple[str, ...]


def _culture(name: str, male: str, female: str, last: str) -> Culture:
    return Culture(name, tuple(male.split()), tuple(female.split()), tuple(last.split()))


_ENGLISH_LAST: Final = (
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker "
    "White Roberts Green Hall Wood Jackson Clarke Harris Lewis Clark Turner Hill Cooper Ward Moore "
    "Morris Watson Harrison King Baker Martin Mitchell Allen Cook Parker Bailey Bennett Young Lee "
    "Shaw Cox Richardson Marshall Collins Bell Carter Gray Simpson Webb Ellis Chapman Mason Hunt "
    "Foster Palmer Holmes Rogers Mills Barker Knight Lloyd Butler Price Reynolds Barnes Saunders "
    "Pearson Dixon Fletcher Hunter Harvey Andrews Armstrong Day Lawrence Johnston West Spencer Payne "
    "Stevens Atkinson Hart Dean Francis Bradley Pearce Burton Lane Riley Booth Perry Rose Bird "
    "Watts Gibson Austin Nicholson Dawson Arnold Bishop Hopkins Hughes Poole Lowe Howe Blackburn "
    "Ashworth Birtwistle Braithwaite Cawthorne Crabtree Dunstan Earnshaw Fairclough Garside Hargreaves "
    "Illingworth Jowett Kershaw Lofthouse Metcalfe Nettleton Oldroyd Pickles Quarmby Rawnsley "
    "Sugden Thackray Umpleby Varley Wolstenholme Yardley Ackroyd Barraclough Clegg Duckworth "
    "Entwistle Farrar Greenhalgh Haigh Ingham Jagger Kenworthy Lister Murgatroyd Naylor Ogden "
    "Priestley Ramsbottom Scholefield Thwaite Utley Whitaker Bagshaw Copley Dewhirst Firth Goddard"
)
CULTURES: Final = (
    _culture(
        "english",
        "Jack Thomas James Daniel Joshua Matthew Ryan Luke Samuel Adam Liam Connor Callum Alexander "
        "William Benjamin Joseph Lewis Harry George Oliver Charlie Ethan Jake Kieran David Michael "
        "Christopher Andrew Paul Mark Stephen Richard Robert John Peter Simon Anthony Kevin Gary Lee "
        "Darren Craig Jason Wayne Stuart Neil Martin Ian Graham Alan Keith Barry Derek Kenneth Ronald "
        "Frank Arthur Albert Edward Noah Leo Archie Alfie Freddie Theo Toby Nathan Aaron Dylan Jordan "
        "Shane Scott Dean Carl Philip Nigel Trevor Raymond Dennis Gordon Norman Leslie Reece Tyler",
        "Emma Sarah Laura Rebecca Charlotte Lauren Jessica Hannah Sophie Amy Emily Chloe Bethany "
        "Megan Georgia Olivia Lucy Katie Grace Holly Ellie Abigail Natalie Samantha Gemma Kelly "
        "Victoria Rachel Lisa Michelle Nicola Karen Susan Julie Jacqueline Deborah Tracey Helen "
        "Alison Joanne Margaret Jean Mary Patricia Christine Linda Barbara Pauline Maureen Sheila "
        "Dorothy Joan Irene Elizabeth Catherine Kathleen Amelia Isla Ava Poppy Freya Daisy Evie "
        "Phoebe Imogen Molly Paige Jade Kirsty Stacey Kayleigh Leanne Donna Sharon Angela Wendy "
        "Carol Janet Gillian Lorraine Heather Hayley Zoe Danielle Courtney Shannon Maisie Ruby",
        _ENGLISH_LAST,
    ),
    _culture(
        "irish",
        "Sean Patrick Declan Aidan Brendan Ciaran Cormac Eoin Fergal Niall Padraig Rory Conor Donal",
        "Siobhan Niamh Aoife Roisin Sinead Orla Ciara Maeve Grainne Brigid Deirdre Nuala Eimear",
        "Murphy Kelly Byrne Ryan Doyle Gallagher Doherty Kennedy Lynch Murray Quinn McCarthy Daly "
        "Nolan Brennan Burke Keane Healy Fitzpatrick Tierney Mulligan Rafferty Considine Halloran",
    ),
    _culture(
        "polish",
        "Piotr Krzysztof Andrzej Tomasz Jan Marcin Michal Pawel Marek Grzegorz Jakub Kamil Lukasz",
        "Anna Katarzyna Malgorzata Agnieszka Barbara Ewa Magdalena Monika Joanna Karolina Zuzanna",
        "Nowak Kowalski Wisniewski Wojcik Kowalczyk Kaminski Lewandowski Zielinski Szymanski "
        "Wozniak Dabrowski Kozlowski Jankowski Mazur Krawczyk Piotrowski Grabowski Pawlak Michalski",
    ),
    _culture(
        "romanian",
        "Andrei Alexandru Ionut Mihai Cristian Stefan Gabriel Florin Marius Vasile Bogdan Razvan",
        "Maria Elena Ioana Andreea Mihaela Cristina Alina Daniela Simona Gabriela Roxana Bianca",
        "Popescu Ionescu Popa Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Munteanu Moldovan "
        "Lazar Marin Tudor Barbu Nistor Florea Preda Neagu Manole Dobre",
    ),
    _culture(
        "south asian muslim",
        "Mohammed Ahmed Ali Hassan Hussain Imran Usman Bilal Hamza Zain Kashif Asif Tariq Shahid "
        "Nadeem Faisal Yusuf Ibrahim Adil Waqas Rizwan Abdul Khalid Omar Haroon Sajid Junaid Kamran",
        "Fatima Ayesha Aisha Zainab Maryam Sana Nadia Saima Rukhsana Shazia Farzana Khadija Amina "
        "Hafsa Sumaira Nasreen Tahira Yasmin Noor Iqra Bushra Samina Shabnam Parveen Rabia",
        "Khan Hussain Ahmed Ali Begum Shah Akhtar Iqbal Malik Mahmood Mirza Rahman Chowdhury Miah "
        "Uddin Islam Qureshi Butt Bhatti Sheikh Raja Aslam Hassan Javed Rashid Saleem Yousaf Zaman",
    ),
    _culture(
        "indian",
        "Harpreet Gurpreet Manjit Rajesh Sanjay Vikram Arjun Amit Rahul Anil Suresh Kiran Jaspal "
        "Balwinder Nikhil Rohan Dev Karan Ashok Dinesh Mukesh Hardeep Sukhdev Pradeep Vijay",
        "Priya Anjali Meena Sunita Rekha Kavita Nisha Pooja Simran Jaswinder Kuldeep Manpreet "
        "Parminder Hema Bhavna Deepa Lakshmi Radha Shilpa Usha Neha Rina Sangeeta Asha",
        "Singh Kaur Patel Shah Sharma Gill Sandhu Dhillon Mistry Desai Mehta Joshi Gupta Chauhan "
        "Bains Sidhu Grewal Parmar Solanki Chopra Kapoor Reddy Nair Pillai Iyer Bhatt Rana",
    ),
    _culture(
        "chinese",
        "Wei Jun Ming Hao Jian Lei Yang Feng Kai Tao Cheng Peng Bo Xin Zhi Kwok Wing Chi Ho",
        "Li Mei Xiu Ying Fang Yan Jing Hui Na Ling Yun Xia Hong Qing Wai Suk Yee Lai Siu",
        "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Chan Wong Lam Cheung Leung Ng Ho Tang",
    ),
    _culture(
        "west african",
        "Emeka Chidi Kwame Kofi Tunde Femi Segun Obinna Ikenna Kwabena Yaw Babatunde Olumide Ade "
        "Chukwuma Nnamdi Samuel Emmanuel Daniel Joseph Ebo Kojo Uche Sola",
        "Ngozi Chioma Ama Akosua Abena Folake Yetunde Funmi Adaeze Ifeoma Efua Esi Bukola Temitope "
        "Blessing Grace Mercy Joy Patience Comfort Nneka Amara Titilayo",
        "Okafor Okonkwo Eze Adeyemi Adebayo Mensah Owusu Boateng Asante Osei Appiah Balogun Ogunleye "
        "Nwosu Obi Chukwu Afolabi Oladipo Addo Amoah Ansah Bello Lawal Danso Quaye Sarpong",
    ),
    _culture(
        "caribbean",
        "Marlon Delroy Winston Leroy Tyrone Jermaine Andre Dwayne Errol Clive Devon Neville Omari "
        "Jerome Marcus Kadeem Reuben Curtis Lloyd Malachi Isaiah Elijah",
        "Chantelle Marcia Yvonne Beverley Sonia Althea Keisha Shanice Latoya Monique Simone Jasmine "
        "Tiana Renee Claudette Verna Hyacinth Naomi Tamara Ebony",
        "Campbell Grant Gordon Reid Francis Bailey Morgan Henry Stewart Samuels Dacosta Bartley "
        "Facey Gayle Pinnock Blackwood Lindo Salmon Cummings Farquharson Wedderburn Nembhard Codrington",
    ),
    _culture(
        "somali",
        "Abdi Mohamed Ahmed Hassan Ali Omar Ibrahim Yusuf Abdullahi Farah Mahad Liban Guled Warsame",
        "Hodan Fadumo Amina Halima Sahra Khadra Ifrah Nimco Asha Hibo Ayan Fartun Sagal Ubah",
        "Ali Mohamed Hassan Abdi Farah Omar Ahmed Warsame Jama Hersi Yusuf Elmi Duale Aden Nur Roble",
    ),
    _culture(
        "arabic",
        "Ahmad Mahmoud Khaled Omar Youssef Karim Tarek Samir Walid Nabil Rami Bassam Fadi Ziad Hadi",
        "Layla Noor Rania Salma Hala Dina Yasmine Amal Samira Huda Mona Lina Zeina Rasha Maha",
        "Haddad Khoury Mansour Nasser Saleh Hamdan Khalil Darwish Aziz Jaber Najjar Sabbagh Tawil Awad",
    ),
    _culture(
        "turkish",
        "Mehmet Mustafa Emre Murat Hakan Burak Serkan Kemal Cem Deniz Yusuf Onur Baran Azad Rojhat",
        "Ayse Zeynep Elif Fatma Emine Merve Esra Selin Derya Gul Leyla Berfin Zelal Sibel Ebru",
        "Yilmaz Kaya Demir Celik Sahin Ozturk Aydin Arslan Dogan Kilic Aslan Cetin Kara Koc Kurt Polat",
    ),
)  # fmt: skip
GROUP_CULTURES: Final = {
    # Culture positions and shares for each census group: White, Asian, Black, Mixed, Other.
    0: ((0, 0.875), (1, 0.025), (2, 0.055), (3, 0.045)),
    1: ((4, 0.56), (5, 0.34), (6, 0.10)),
    2: ((7, 0.50), (8, 0.30), (9, 0.20)),
    3: ((0, 0.62), (8, 0.18), (7, 0.10), (4, 0.10)),
    4: ((10, 0.5), (11, 0.32), (6, 0.06), (0, 0.12)),
}
# The 18+1 self-defined ethnicity code of each group and culture.
ETHNICITY_18: Final = {
    (0, 0): "W1", (0, 1): "W2", (0, 2): "W9", (0, 3): "W9", (1, 4): "A2", (1, 5): "A1",
    (1, 6): "A4", (2, 7): "B2", (2, 8): "B1", (2, 9): "B2", (3, 0): "M9", (3, 8): "M1",
    (3, 7): "M2", (3, 4): "M3", (4, 10): "O2", (4, 11): "O9", (4, 6): "O9", (4, 0): "O9",
}  # fmt: skip
VARIANTS: Final = (
    "Mohammed Muhammad Mohamed Mohammad Muhammed Mohamad",
    "Ahmed Ahmad Ahmet", "Hussain Hussein Husain Hussien", "Yusuf Youssef Yousuf Yusef Yousaf",
    "Hassan Hasan Hassen", "Omar Umar Omer", "Ibrahim Ebrahim Ibraheem", "Fatima Fatimah Fatema",
    "Ayesha Aisha Aysha Aishah", "Khadija Khadijah Kadija", "Amina Aminah Ameena",
    "Rahman Rehman Rahmaan", "Chowdhury Choudhury Chaudhry Choudhary", "Begum Begam Begom",
    "Iqbal Eqbal", "Akhtar Akter Akhter", "Uddin Udin Ud-Din", "Sheikh Shaikh Sheik Shaykh",
    "Qureshi Quraishi Qurayshi", "Gurpreet Gurprit", "Harpreet Harprit", "Dhillon Dhilon",
    "Krzysztof Kristof Christof", "Katarzyna Katazyna", "Malgorzata Margorzata",
    "Wojcik Woicik Wojcek", "Kowalczyk Kowalcyk", "Stefan Stephan", "Mihai Mihail",
    "Li Lee", "Wong Huang Wang", "Chan Chen", "Cheung Zhang Chang", "Abdullahi Abdulahi Abdullah",
    "Farah Farrah", "Warsame Warsama", "Fadumo Faduma Fatuma", "Okonkwo Okonkwor", "Mensah Mensa",
    "Babatunde Babatundi", "Khaled Khalid", "Mahmoud Mahmood Mahmud", "Samir Sameer",
    "Zeynep Zainab Zaynab", "Sean Shaun Shawn", "Niamh Neve Nieve", "Siobhan Shivaun",
    "Clarke Clark", "Davies Davis", "Thompson Thomson Tompson", "Stephen Steven", "Philip Phillip",
    "Catherine Katherine Kathryn", "Sarah Sara", "Hannah Hanna", "Callum Calum", "Conor Connor",
    "Reynolds Renolds", "Nicholson Nicolson", "Johnston Johnson", "Mcdonald Macdonald",
)  # fmt: skip
SHORT: Final = {
    "Thomas": "Tom", "James": "Jim", "Daniel": "Dan", "Joshua": "Josh", "Matthew": "Matt",
    "Samuel": "Sam", "Alexander": "Alex", "William": "Bill", "Benjamin": "Ben", "Joseph": "Joe",
    "Michael": "Mick", "Christopher": "Chris", "Andrew": "Andy", "Stephen": "Steve",
    "Richard": "Rick", "Robert": "Bob", "Anthony": "Tony", "Kenneth": "Ken", "Ronald": "Ron",
    "Edward": "Ted", "Rebecca": "Becky", "Charlotte": "Charlie", "Jessica": "Jess",
    "Katie": "Kate", "Abigail": "Abi", "Natalie": "Nat", "Samantha": "Sam", "Victoria": "Vicky",
    "Nicola": "Nicky", "Susan": "Sue", "Deborah": "Debbie", "Margaret": "Maggie",
    "Patricia": "Pat", "Christine": "Chris", "Elizabeth": "Liz", "Catherine": "Cath",
    "Mohammed": "Mo", "Krzysztof": "Krzys", "Katarzyna": "Kasia", "Malgorzata": "Gosia",
    "Tomasz": "Tomek", "Alexandru": "Alex", "Gurpreet": "Gurps", "Babatunde": "Tunde",
    "Olumide": "Olu", "Philip": "Phil", "Raymond": "Ray", "Jacqueline": "Jackie",
}  # fmt: skip
STREET_NAMES: Final = (
    "Tank Smiler Biggs Ghost Ratty Spud Tiny Jay-Jay Slim Wiz Chalky Dinger Nobby Bones Mouse "
    "Fingers Ginge Lanky Mad-Dog Popeye Razor Shadow Ziggy Sparky Dizzy Boxer Twitch Red Scouse"
).split()
BODIES: Final = (
    "hatchback",
    "saloon",
    "estate",
    "4x4",
    "van",
    "coupe",
    "motorcycle",
    "people carrier",
)
COLOURS: Final = ("black", "white", "silver", "grey", "blue", "red", "green", "orange", "beige")
