"""The words and sentences of the benchmark corpus: vocabularies and templates, no logic.

Everything here is invented for the benchmark. Countries and months are real, because a reader of press text looks for
them; persons, towns, companies and fairs are put together from the parts below and stand for nobody.
A template is text with {slots}; `corpus.py` says what each slot is. "A | B" lines are wordings of one family.
"""

GIVEN = """Adaeze Agnieszka Aino Alejandra Amadou Amrita Anders Anneke Arjun Astrid Ayumi Beatriz Bogdan Carlos Chiara Chidi
Dagmar Daniela Deniz Dilnoza Eamon Ebele Eero Elif Emeka Erik Farida Fatou Fernanda Florian Gabriela Gareth Giorgos Grace Haruka
Hassan Helena Hiroshi Ilona Imani Ingrid Iskander Ivana Jamal Jelena Joana Jonas Jorge Kamala Karin Kofi Lars Leila Lindiwe
Lorenzo Lucia Maarten Magda Malik Marek Marisol Marta Mei Milan Minna Mohammed Nadia Naledi Nikhil Nora Olga Olivier Omar
Paolo Petra Priya Rafael Rania Renata Ruben Rukmini Samira Sanjay Siobhan Sofia Stefan Sunita Tarek Tatiana Thabo Thandi
Tomasz Uchenna Ulrike Valeria Viktor Wanjiku Yara Yusuf Zainab Zoran""".split()

FAMILY = """Abara Achterberg Adeyemi Aguirre Akintola Albrecht Almeida Andersson Antunes Arslan Asante Bakker Balogun
Banerjee Barros Bauer Belkacem Bergstrand Bianchi Bondarenko Boateng Brandt Bulatov Caldeira Castellano Chaudhry Chukwu Cisneros
Coetzee Contreras Corrigan Dahlgren Delacroix Demir Desai Dimitrov Dlamini Donnelly Drummond Echeverria Ekström Eriksen
Espinoza Fagerholm Ferreira Fitzgerald Fontana Gallagher Georgiou Ghosh Gonzaga Greenhalgh Gupta Haddad Hakimi Halvorsen Harada
Hashimoto Hinterberger Holmqvist Horvat Ibrahim Ilves Inoue Jankowski Jovanovic Kamau Kaplan Karlsen Kaur Kekana Khalil
Kimathi Koroma Kowalczyk Kruger Kumari Lagerfelt Larrazabal Lefebvre Lindqvist Lombardi Lukashenka Mabaso Machado Maguire Makinen
Mancini Marchetti Mbeki Mendonca Moreau Mukherjee Mutasa Nakagawa Naidoo Ndiaye Nieminen Njoroge Novotny Nwosu Obando
Ochieng Okafor Olmedo Orlov Osei Ouedraogo Palmgren Papadakis Pavlovic Pereira Petrescu Pillai Quispe Radev Rahimi Ramanathan
Rasmussen Rinaldi Romero Rossi Saarinen Sandoval Sato Schneider Seidel Shapiro Sharma Silveira Sissoko Sorensen Svoboda
Tanaka Tembo Thorvald Tikhonov Torres Tremblay Uzun Valdivia Vasquez Verhoeven Villanueva Wagner Wickramasinghe Yamamoto Yilmaz
Zamora Zhukov Zielinski""".split()

CHINESE = """Chen Deng Fang Guo Han He Huang Jiang Li Liang Lin Liu Lu Luo Ma Pan Qian Shen Song Sun Tang Wang Wei Wu Xia Xie
Xu Yang Yao Yu Zhang Zhao Zheng Zhou Zhu""".split()
CHINESE_GIVEN = """Aiguo Bowen Chunhua Dawei Fangfang Guoqiang Haiyan Jianping Jing Kaiwen Lihua Meiling Ning Peng Qiang
Rui Shuang Tao Wenjing Xiaoming Yifan Yuhan Zhiyuan Zhen""".split()
KOREAN = "Bae Cho Choi Han Hwang Jang Jung Kang Kim Lee Lim Moon Oh Park Seo Shin Yoon".split()
KOREAN_GIVEN = "Dong-hyun Eun-ji Hye-jin Jae-won Ji-woo Min-seok Sang-hoon Seo-yeon Soo-jin Tae-yang Yu-na Young-ho".split()

SYLLABLES = "al an ar ba bel bor ca cor da del dor el en fal far gal gor hal har il ka kel kor la lan lor ma mar mel mon na nor ol or pa per ra ren ros sa sel sol ta tal tor ul va ver vor wen zan zel".split()
TOWN_ENDS = "bridge burg bury dale field fjord ford grad haven heim holm minster mouth port stad stead ton vale vik ville wick worth".split()
COMPANY_ENDS = """Aerospace;Agritech;Analytics;Automation;Batteries;Biotech;Ceramics;Chemicals;Components;Devices;Diagnostics;
Dynamics;Electronics;Energy;Engineering;Foods;Furniture;Group;Hydraulics;Industries;Instruments;Kitchens;Labs;Lighting;Logistics;
Machinery;Marine;Materials;Medical;Mobility;Motors;Networks;Optics;Packaging;Pharma;Plastics;Power;Printing;Pumps;Robotics;Seeds;
Semiconductors;Software;Steel;Systems;Technologies;Textiles;Tools;Toys;Water""".replace("\n", "").split(";")
LEGAL = ["", "", "", "", " AG", " GmbH", " Inc.", " Ltd", " S.A.", " Co., Ltd.", " plc", " AB"]
BODIES = """Ministry of {field};Chamber of Commerce of {town};{country} Trade Council;{town} City Council;Institute of {field};University of {town};
Association of {field} Manufacturers;{country} Export Agency;Federation of {field} Companies;Academy of {field};{town} Fair Company;National Agency for {field}""".replace("\n", "").split(";")

FIELDS = """Agriculture;Aviation;Bioenergy;Ceramics;Construction;Dairy Farming;Digital Economy;Education;Fisheries;Food Processing;Forestry;
Furniture;Health;Horticulture;Industry;Infrastructure;Lighting;Logistics;Machine Tools;Maritime Transport;Mining;Packaging;Plastics;
Printing;Publishing;Rail Transport;Renewable Energy;Science and Technology;Tourism;Water Management""".replace("\n", "").split(";")
TOPICS = """additive manufacturing;artificial intelligence;autonomous driving;battery recycling;big data;bioplastics;blockchain;carbon capture;
cloud computing;cold chains;cyber security;desalination;digital twins;drip irrigation;drones;e-commerce;electric buses;energy storage;
food safety;geothermal energy;green hydrogen;heat pumps;industrial robots;integrated circuits;machine vision;medical imaging;organic farming;
precision farming;quantum computing;renewable energy;satellite navigation;semiconductors;smart grids;smart manufacturing;solar cells;
sustainable packaging;telemedicine;timber construction;vertical farming;waste water treatment;wind power;5G;the Internet of Things""".replace("\n", "").split(";")
SERIES_WHAT = """Aviation;Battery;Book;Broadcast;Building;Ceramics;Coatings;Dairy;Design;Education;Electronics;Energy;Fashion;Fisheries;Food;
Forestry;Furniture;Games;Garden;Glass;Green Technology;Health;Hydrogen;Import;Innovation;Jewellery;Lighting;Logistics;Machine Tool;
Marine;Mining;Mobility;Packaging;Plastics;Printing;Rail;Robotics;Security;Smart City;Solar;Sports;Steel;Textile;Tourism;Toy;Water;Wine""".replace("\n", "").split(";")
SERIES_END = ["Expo", "Fair", "Trade Fair", "Show", "Exhibition", "Week", "Congress", "Forum", "Summit", "International Fair"]

COUNTRIES = """Argentina;Australia;Austria;Bangladesh;Belgium;Brazil;Britain;Bulgaria;Canada;Chile;China;Colombia;Croatia;Denmark;Egypt;
Estonia;Ethiopia;Finland;France;Germany;Ghana;Greece;Hungary;India;Indonesia;Ireland;Israel;Italy;Japan;Jordan;Kazakhstan;Kenya;Latvia;
Lithuania;Malaysia;Mexico;Morocco;Namibia;New Zealand;Nigeria;Norway;Pakistan;Peru;Poland;Portugal;Romania;Rwanda;Saudi Arabia;Senegal;
Serbia;Singapore;Slovakia;Slovenia;South Africa;South Korea;Spain;Sweden;Switzerland;Tanzania;Thailand;Tunisia;Turkey;Uganda;Ukraine;
Uruguay;Uzbekistan;Vietnam;Zambia""".replace("\n", "").split(";")
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
OFFICES = """minister of {field};deputy minister of {field};minister for {field};state secretary for {field};ambassador of {country};
trade commissioner of {country};mayor of {town};director general of the {body};president of the {body};secretary-general of the {body}""".replace("\n", "").split(";")
POSTS = """chief executive;chairman;chairwoman;managing director;founder;chief technology officer;head of sales;vice president;
export manager;chief scientist;president;regional manager;head of research;chief financial officer""".replace("\n", "").split(";")
OUTSIDERS = ["an analyst at {company}", "an economist with {company}", "a farmer from {town}", "a visitor from {town}",
             "a teacher who had come from {town}", "a consultant at {company}", "a retired engineer from {town}"]
BOUNDS = ["more than ", "over ", "nearly ", "about ", "some ", "around ", "at least ", "up to ", "almost ", "", "", "", "", "a total of "]
PRICE = ["${n2}", "{n3} euros", "€{n2}", "£{n3}", "{n3} yuan", "${n4}"]
MONEY = ["${m} million", "US${m} million", "{m} million euros", "€{m} million", "{m} billion yuan", "£{m} million", "{m} million Swiss francs", "${m} billion"]
THEME_A = "Building;Connecting;Designing;Feeding;Growing;Linking;Making;Moving;Powering;Rethinking;Shaping;Sharing;Sowing".split(";")
THEME_B = "Cities;Communities;Farms;Futures;Industry;Markets;Oceans;People;Regions;Rivers;Skills;Tomorrow;Villages;Workshops".split(";")
THEME_C = "in a Changing Climate;for All;without Waste;by Design;from Waste to Worth;across Borders;with Care;in Small Steps;from the Ground Up;one Watt at a Time".split(";")
ADJECTIVES = "annual biennial bustling closely-watched compact crowded lively long-awaited regional sprawling well-attended".split()
PRODUCTS = """a cordless saw;a driverless tractor;a folding wind turbine;a hand-held spectrometer;a heat-resistant paint;a hospital bed that turns itself;a milking robot;
a modular greenhouse;a new range of valves;a paper bottle;a pocket-sized scanner;a quiet ventilator;a seed drill for small plots;a sensor for leaking pipes;a ship's engine for methanol;
a silent generator;a solar cooker;a tower crane with a camera;a translucent brick;an electric ferry;an exoskeleton for warehouse work;an inspection drone""".replace("\n", "").split(";")

# Sentences with facts of the edition that the article is about. One line is one family.
FACTS = """
The {edition} opened on {startday} in {city}, {country}. | The {ordinal} {series} opened in {city} on {startdate}. | The {edition} kicked off {startday} at the {venue} in {city}.
The {ndays}-day {event} runs until {endday} at the {venue}. | The {event} will be held from {startdate} to {enddate} at the {venue}. | Held from {startdate} to {enddate}, the {event} takes up all halls of the {venue}.
It is the {ordinalword} edition of the {event}, which was first held in {firstyear}. | Now in its {ordinalword} year, the {event} has outgrown its old home. | The {ordinalword} {series} is also the largest so far.
The {event} has attracted {bound}{n4} exhibitors from {n2} countries and regions. | {Bound}{n4} companies and institutions from {n2} countries are taking part. | A total of {n4} exhibitors, {n3} of them from abroad, have signed up.
{company}, {company} and {company} are among the exhibitors. | Exhibitors include {company}, {company}, {company} and {company}. | Companies including {company} and {company} are showing their latest products.
{company} unveiled {product} on the first day. | {company} of {country2} launched {product} at the {event}. | At its stand {company} presented {product}, which will be on sale from {month}.
{person}, {office}, spoke at the opening ceremony. | In a speech at the opening, {office} {person} praised the organizers. | {person}, {office}, addressed the opening ceremony via video link.
"{quote}," said {person}, {post} of {company}, in a keynote speech. | {person}, {post} of {company}, told the opening session that {claim}. | {post} of {company} {person} said in a keynote that {claim}.
The {event} is organized by the {body} and the {body}. | Organized by the {body}, the {event} is supported by the {body}. | The organizers are the {body}, the {body} and the {body}.
The {event} is hosted by the {body}. | {city} is hosting the {event} together with the {body}. | This year's host is the {body}, with {company} as its main partner.
Delegations from {country2}, {country3} and {country4} are attending. | {country2} and {country3} have sent delegations of {n2} and {n1} members. | A delegation from the {body} visited the stands of {company} and {company}.
{country2} and {country3} have national pavilions this year. | {country2} is the guest country of honour, and {country3} takes part for the first time. | For the first time {country2}, {country3} and {country4} have pavilions of their own.
The theme is "{theme}". | Under the theme "{theme}", the {event} looks at {topic} and {topic}. | Themed "{theme}," the {event} has {n2} forums on {topic}, {topic} and {topic}.
Main topics are {topic}, {topic} and {topic}. | {Topic} and {topic} are the focus of the {event}. | Much of the programme is about {topic}, while {topic} has a hall of its own.
Contracts worth {money} were signed at the {event}. | Deals worth {bound}{money} were concluded on the first {few} days. | {Bound}{n3} projects with an investment of {money} were signed.
The exhibition area covers {bound}{area} square meters. | With {area} square metres of floor space, the {event} is larger than ever. | The show fills {small} halls and {area} square meters.
Organizers expect {bound}{n5} visitors. | {Bound}{n5} visitors came on the first {few} days. | The {event} drew {n5} visitors, {n2} percent more than the year before.
The last {series}, in {lastyear}, attracted {bound}{n5} visitors and {n3} exhibitors. | In {lastyear} the {event} had {n3} exhibitors from {n2} countries. | The {lastedition} was held in {town} with {n3} companies.
{person}, {office}, sent a congratulatory letter to the {event}. | In a message read at the opening, {person}, {office}, congratulated the organizers. | A letter of congratulations came from {person}, {office}.
The {session} on {topic} was opened by {person} of the {body}. | At the {session}, {person} from {company} spoke about {topic}. | {person}, who heads {company}, will speak at the {session} on {weekday}.
Among the speakers are {person} of {company}, {person} of the {body} and {person}, {office}. | {person} and {person}, both of the {body}, also spoke. | Speakers include {person} ({company}) and {person} ({body}).
{person}, {office}, toured the stands on {weekday}. | {person}, {post} of {company}, attended the ceremony, as did {person} of the {body}. | The opening was attended by {person}, {office}.
{Bound}{n3} products will be launched during the {ndays} days. | {n2} forums, {small} competitions and {n2} launch events are planned. | The programme has {n2} seminars and {small} competitions.
Of the exhibitors, {n3} came from {country2} alone. | {n2} start-ups share a hall with {n2} universities. | {Bound}{n2} of the companies are on the Fortune Global 500 list.
{person} was appointed {post} of {company} in {lastyear}. | {company} sent its {post}, {person}. | {person}, the {post} of {company}, has come to every edition since {firstyear}.
The {nextedition} will take place from {nextstart} to {nextend}. | The next {event} is planned for {month} {nextyear}. | In {nextyear} the {event} moves to {town}.
""".strip().split("\n")

# Sentences about others: commentators, other fairs, the town, the economy. One line is one family.
BACKGROUND = """
{person}, {outsider}, said {claim}. | "{quote}," said {person}, {outsider}, who was not at the fair. | According to {person}, {outsider}, {claim}.
The {otherfair} takes place in {month}. | Unlike the {otherfair}, which moved to {town} in {lastyear}, it has always stayed in the same town. | Many of them had come straight from the {otherfair}.
{town} lies on the river {river}, {n2} kilometres from {town}. | The road from {town} to {town} was closed for {small} hours because of fallen trees. | In {town} the old {place} has been turned into a {place}.
The economy of {country2} grew by {percent} percent in the {quarter} quarter. | Exports of {material} from {country2} to {country3} rose by {percent} percent last year. | Prices of {material} have {moved} by {n2} percent since {month}.
{Weekday} began with {weather}, and by noon {crowd}. | There was {weather} in the morning; nevertheless {crowd}. | By {weekday} evening {crowd}, although there had been {weather}.
The {trade} has {changed} in the past {small} years, and {effect}. | It is no secret that {effect}, since the {trade} has {changed}. | Whether the {trade} has really {changed} is open to doubt: {effect}.
It takes {person2} {small} months to {craft}. | To {craft} costs {money2} these days, and {effect}. | Nobody in {town} remembers when people began to {craft} here.
A study by {company} finds that {claim}. | The newspaper of {town} reported on {weekday} that {claim}. | A survey of {n3} households in {country2} shows that {claim}.
The old {place} next to the station is being rebuilt, and {crowd}. | From the windows of the {place} one sees the {place} and, on clear days, the hills beyond {town}. | Between the {place} and the {place} there is now a tram every {n1} minutes.
On the way home, {person2} was thinking of {material}. | For lunch there was soup in the {place}, and {crowd}. | In the evening {person2} told of the year in which {weather} had carried away the {place}.
The price of a ton of {material} was {money2} in {month}, compared with {money2} a year earlier. | Stocks of {material} are low, and {effect}. | Freight between {town} and {town} has become dearer because {effect}.
Some {n3} families in the valley of the {river} live on {material}. | Every other {place} in {town} has closed since {firstyear}. | The valley of the {river} supplies {material} to half of {country2}.
The question of who pays for the {place} is still open. | Nobody could say why the {place} had been painted green. | A plan for the {place}, drawn up in {firstyear}, has lain in a drawer ever since.
For {small} years {person2} ran the {place} in {town}, where {effect}. | {person2}'s father had worked at the {place} until {firstyear}. | When {person2} was a child, {crowd} every {weekday}.
The council of {town} will vote on the {place} in {month}. | In {town} {n3} people signed a petition for the {place}. | A court in {town} has stopped the sale of the {place} for the time being.
Whoever wants to {craft} must learn for {small} years. | There are {n2} ways to {craft}, and all of them are wrong, says {person2}. | One can {craft} by hand or by machine, but {effect}.
The ferry across the {river} carries {n2} cars and costs {money2}. | Trains between {town} and {town} take {small} hours, or {few} more after {weather}. | A bridge over the {river}, {n3} metres long, has been under construction since {firstyear}.
Unemployment in {country2} fell to {percent} percent in {month}. | The central bank of {country2} left its rate at {percent} percent. | Wages in {country3} were {percent} percent higher than in {lastyear}, while those in {country2} did not change.
In the {trade} it is said that {claim}. | Among people in the {trade}, the view is that {effect}. | The {trade} knows its seasons: in {month} {effect}.
The weather service had warned of {weather}. | With {weather} on the way, {crowd}. | {Weekday}'s {weather} did little harm, but {crowd}.
""".strip().split("\n")

CLAIM_A = """small firms;young engineers;most buyers;suppliers;the cities;family businesses;exporters;farmers;hospitals;public authorities;the larger ports;
craftsmen;research institutes;investors;ship owners;foreign partners""".replace("\n", "").split(";")
CLAIM_B = """would need {small} more years;were looking for partners in {country2};had learned to wait;could not do without {topic};would soon invest more in {topic};
were paying too much for {material};should talk to each other earlier;had doubled their spending on {topic};found it hard to hire people;were ready for {topic};
had been too cautious;wanted simpler rules;were counting on orders from {country3}""".replace("\n", "").split(";")
QUOTE_A = """A fair is a good place to listen;We have come to learn;Nobody builds a bridge alone;The market is awake again;What counts is the second conversation;
Our order book is full until {month};It took us {small} years to get here;We sell fewer machines and more advice;Rules should be short;People buy from people;
There is no shortage of ideas;The cheapest energy is the one we do not use;Good tools outlive their makers;Every valve tells a story""".replace("\n", "").split(";")
QUOTE_B = ["", "", " and that is enough for us", ", whatever the forecasts say", " and {country2} will not be the last market", ", as we saw in {lastyear}",
           " and the rest is patience", ", even in {town}", " but somebody has to begin"]
MATERIAL = "aluminium;barley;bricks;cement;clay;copper;cork;cotton;flax;glass;leather;maize;milk powder;oak;olives;paper;plywood;rice;rubber;salt;steel;sugar;tea;timber;tin;wool".split(";")
PLACE = "bakery;bath house;brewery;bus depot;cattle market;chapel;cinema;customs house;dockyard;fire station;grain store;library;mill;museum;post office;school;swimming pool;tannery;town hall;water tower".split(";")
RIVER = "Alder;Barrow;Celm;Dorra;Ember;Fenn;Gill;Harle;Isk;Jorda;Kell;Lune;Marl;Nith;Orr;Pell;Rusk;Senn;Tarn;Ulva;Wend;Yarl".split(";")
WEATHER = "drizzle;fog;hail;heavy rain;sleet;strong wind;thick mist;dry heat;light frost;sudden thunder".split(";")
CROWD = """the queue reached the tram stop;the car parks were full;most of the seats were taken;the cloakroom had run out of hooks;the cafés had sold their last sandwich;
people stood in groups and talked;the aisles were still quiet;there was hardly a free bench;the last buses had to be doubled;the trains ran late""".replace("\n", "").split(";")
TRADE = "furniture trade;grain trade;machine industry;paper industry;printing trade;shipping business;textile industry;timber trade;toy industry;wine trade;glass industry;leather trade".split(";")
CHANGED = "become quieter;changed beyond recognition;lost its middle class of firms;found new customers;moved eastwards;grown more slowly than expected;recovered;shrunk by a third;split into two camps;stood still".split(";")
EFFECT = """margins are thin;training takes longer;fewer young people apply;workshops share their machines;orders come late in the year;contracts have become shorter;
repairs are in fashion;stocks are kept small;freight is the largest cost;nobody dares to predict the winter""".replace("\n", "").split(";")
CRAFT = "bend a wooden rib;cast a bell;cure a ham;dye a bolt of cloth;grind a lens;lay a slate roof;season a barrel;set a page of type;tan a hide;tune an organ;weave a carpet;wind a transformer".split(";")
SESSION_A = "Young Makers;Future Materials;Clean Ports;Women in Industry;Digital Trade;Rural Energy;Urban Logistics;Open Standards;Circular Economy;Early Careers;Safe Machines;Export Finance".split(";")
SESSION_B = ["Forum", "Summit", "Conference", "Roundtable", "Competition", "Symposium", "Workshop"]
VENUES = ["{town} Exhibition Centre", "{town} International Convention Center", "{town} Fairgrounds", "{town} Expo Park", "{surname} Hall", "{town} Trade Centre", "Old Docks of {town}"]
LEADS = ["According to the organizers, ", "By all accounts, ", "This year, ", "As before, ", "Despite the weather, ", "Once again, ", "On paper, ", "For the time being, "]
EVENT = ["expo", "fair", "event", "show", "exhibition"]
ORDINALS = """zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth
seventeenth eighteenth nineteenth twentieth""".split()
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
