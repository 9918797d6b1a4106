//! The words of the lexicon, by class.

use crate::draft::lexicon::Class;

/// Words in small letters, with spaces between them; a word may stand in several classes.
pub(super) const WORDS: &[(Class, &str)] = &[
    (
        Class::MONTH,
        "january february march april may june july august september october november december \
         jan feb mar apr jun jul aug sep sept oct nov dec",
    ),
    (
        Class::PLACEHOLDER,
        "tk tktk tktktk tbc tbd tba lorem click xx xxx xxxx xxxxx xxxxxx xxxxxxx xxxxxxxx xxxxxxxxx \
         xxxxxxxxxx xxxxxxxxxxx xxxxxxxxxxxx xxxxxxxxxxxxx xxxxxxxxxxxxxx xxxxxxxxxxxxxxx \
         xxxxxxxxxxxxxxxx",
    ),
    (
        Class::ENGLISH,
        "about and are been by from has have into its of our that the their these this were which \
         who with would you your",
    ),
    (Class::WEB, "www"),
    (
        Class::WEEKDAY,
        "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs \
         fri sat sun",
    ),
    (
        Class::NUMBER_WORD,
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
         sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety \
         hundred thousand million billion trillion dozen zero",
    ),
    (
        Class::ORDINAL_WORD,
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth \
         thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth \
         thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth",
    ),
    (
        Class::HONORIFIC,
        "mr mrs ms miss mx dr prof sir dame lord lady madam madame rev reverend hon sheikh sheikha \
         prince princess monsieur herr frau señor señora honourable honorable shri datuk",
    ),
    (
        Class::TITLE,
        "president minister director secretary general commissioner chief head chair chairman \
         chairwoman chairperson ceo cfo cto coo cmo officer manager spokesperson spokesman \
         spokeswoman ambassador governor mayor senator premier chancellor professor prosecutor \
         judge justice inspector superintendent sergeant captain colonel major lieutenant admiral \
         commander constable sheriff attorney representative envoy administrator coordinator \
         co-ordinator founder co-founder cofounder partner principal dean rector provost \
         editor councillor councilor congressman congresswoman delegate leader treasurer \
         comptroller auditor ombudsman chairholder counsel advisor adviser analyst \
         king queen emperor pope archbishop bishop cardinal imam rabbi detective brigadier \
         marshal trooper undersecretary rapporteur lead vice-president vicepresident vp svp evp cio \
         boss executive",
    ),
    (
        Class::TITLE_MODIFIER,
        "deputy vice assistant associate executive managing senior junior chief prime foreign \
         interior permanent special regional national principal first under general co-executive \
         lead global group attorney district police federal state county parliamentary honorary \
         high lord supreme presiding",
    ),
    (
        Class::FORMER,
        "former then acting outgoing ex interim past incoming late retired emeritus elect",
    ),
    (
        Class::SPEECH,
        "said says added adds concluded explained noted stated told commented continued stressed \
         emphasised emphasized underlined declared remarked announced warned insisted recalled \
         observed highlighted affirmed argued urged pointed exclaimed enthused gushed opined \
         quipped reiterated acknowledged admitted claimed confirmed replied wrote commenting \
         adding saying",
    ),
    (Class::ARTICLE, "the a an"),
    (
        Class::PREPOSITION,
        "of in on at by for from to with into onto about after before between during under over \
         through across against among towards toward upon within without via per since until till \
         despite except beyond behind beside besides near off out around along amid throughout \
         including following alongside",
    ),
    (
        Class::CONJUNCTION,
        "and or but nor so yet if because although though while when where whereas that which who \
         whom whose as than whether unless",
    ),
    (
        Class::PRONOUN,
        "i you he she it we they me him us them this these those himself herself itself \
         themselves ourselves here there what how why",
    ),
    (Class::POSSESSIVE_DETERMINER, "my your his her its our their"),
    (
        Class::AUXILIARY,
        "is are was were be been being am has have had having do does did will would can could \
         shall should may might must",
    ),
    (
        Class::PARTICLE,
        "de del della di da dos das do la le van von der den ter ten bin ibn bint al el zu af av \
         e y du des san st lo mac",
    ),
    (
        Class::ABBREVIATION,
        "mr mrs ms dr prof st jr sr inc ltd co corp no nos vs etc gen col sgt lt capt maj cmdr adm \
         rev hon gov sen rep jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu \
         thur thurs fri dept est fig al approx ave blvd rd mt ft bros messrs plc pty pp vol ed eds \
         ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont \
         neb nev okla ore pa tenn tex va vt wash wis wyo e.g i.e a.m p.m cf ca p art sec ph supt \
         insp det mx llc",
    ),
    (
        Class::ORGANISATION,
        "inc ltd limited llc llp plc corp corporation company co group holdings bank university \
         college school institute institution ministry department office bureau agency authority \
         commission committee council board federation association alliance foundation society \
         union organization organisation centre center laboratory laboratories lab labs parliament assembly \
         congress senate court secretariat service services trust fund network partners ventures \
         capital technologies systems solutions international industries media news hospital \
         hotel airport airlines museum club team police army navy force ministerial conference \
         summit forum programme program project initiative award awards act treaty convention \
         agreement protocol week day house street avenue road park building campus gmbh ag sa ab \
         nv bv spa as oy pty lp nasdaq nyse tsx tsxv otc newswire press church embassy \
         consulate district county city state province republic kingdom states nations",
    ),
    (
        Class::TIME_UNIT,
        "second seconds minute minutes hour hours day days week weeks weekend month months quarter \
         quarters year years decade decades century night nights fortnight",
    ),
    (Class::MEMBERSHIP, "member members participating membership"),
    (
        Class::APPROXIMATION,
        "some about around nearly almost over approximately roughly more less fewer up least most \
         only under circa estimated",
    ),
    (Class::TOTALITY, "all every each both entire total"),
    (Class::RELATIVE_DAY, "today yesterday tomorrow tonight"),
    (Class::RELATIVE, "next last this past previous coming earlier later"),
    (
        Class::NAME_SUFFIX,
        "jr sr ii iii iv phd ph.d md m.d mp mep mbe obe cbe esq qc kc cpa mba rn jd j.d mla msp",
    ),
    (
        Class::NOT_A_NAME,
        "about for immediate release contact media note notes editors end ends more information \
         read view source tags image photo video download share print home search menu click here \
         english european african asian american british french german italian spanish russian \
         chinese japanese korean indian australian canadian mexican brazilian dutch swiss swedish \
         international national regional federal global world north south east west northern \
         southern eastern western central new general annual special first second third fourth \
         security council member members memorandum understanding framework strategy plan report \
         bill law code rules regulation policy package programme market energy health climate \
         digital data cyber research science technology innovation development education finance \
         financial economic trade business industry board exchange stock nasdaq the this these \
         those that we our it its he she they you i but and or however while when where what who \
         why how if in on at by from to with as since after before during under over all any each \
         every both no not today yesterday tomorrow monday tuesday wednesday thursday friday \
         saturday sunday january february march april june july august september october november \
         december also additionally furthermore moreover meanwhile together there here only \
         according based located founded established known headquartered",
    ),
    (
        Class::DIRECTION,
        "north south east west northern southern eastern western central north-east north-west \
         south-east south-west",
    ),
    (
        Class::GIVEN_NAME,
        "james john robert michael william david richard joseph thomas charles christopher daniel \
         matthew anthony mark donald steven stephen paul andrew joshua kenneth kevin brian george \
         timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan larry justin \
         scott brandon benjamin samuel gregory alexander patrick frank raymond jack dennis jerry \
         tyler aaron jose adam nathan henry peter kyle noah ethan jeremy christian walter keith \
         roger terry austin sean gerald carl harold dylan arthur lawrence jordan jesse bryan billy \
         bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph \
         bobby russell bradley philip phillip eugene mary patricia jennifer linda elizabeth barbara \
         susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna \
         michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia dorothy amy \
         kathleen angela shirley emma brenda pamela nicole anna samantha katherine christine helen \
         debra rachel carolyn janet maria catherine heather diane olivia julie joyce victoria ruth \
         virginia lauren kelly christina joan evelyn judith andrea hannah megan cheryl jacqueline \
         martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice judy \
         isabella julia grace amber denise danielle marilyn beverly charlotte natalie theresa diana \
         brittany doris kayla alexis lori marie antonio carlos luis miguel pedro pablo fernando \
         manuel francisco javier rafael alejandro sergio jorge eduardo ricardo diego pierre \
         jacques michel françois philippe claude andré louis nicolas olivier laurent thierry \
         hans peter klaus jürgen wolfgang stefan markus thomas andreas giuseppe giovanni mario \
         luigi marco paolo francesco alessandro mohammed mohamed muhammad ahmed ali hassan hussein \
         omar ibrahim yusuf khalid fatima aisha wei li chen hiroshi takashi kenji yuki raj priya \
         amit sanjay anil sunil vijay ravi igor vladimir dmitry sergei alexei ivan nikolai olga \
         natalia elena svetlana tatiana lars erik ole nils ingrid astrid bjorn sven jan piotr \
         andrzej krzysztof janusz anna katarzyna zoltán lászló istván gábor ferenc tamás \
         carla carlo tomas tomás ines inês erik erika oscar oskar gustav johan johann johannes jens \
         henrik fredrik magnus anders kristian kristina karin ingrid sofia sofie emilia clara lucia \
         lucy ellen eva maja ida hanna johanna katrin heike uwe jörg bernd dieter horst günter \
         werner ulrich matthias sebastian florian tobias felix moritz jonas lukas niklas leon \
         chloé camille céline sylvie isabelle nathalie valérie véronique anne-marie jean-pierre \
         jean-claude sébastien frédéric stéphane yves guillaume mathieu benoît élodie aurélie \
         chiara giulia elisa federico lorenzo matteo stefano roberto alberto enrico silvia paola \
         josé maría jesús ángel álvaro andrés césar óscar raúl mónica verónica patricio gonzalo \
         ignacio rodrigo felipe guillermo gerardo héctor julio marcelo mauricio joão paulo luiz \
         luís rui tiago mariana beatriz catarina agnieszka małgorzata katarzyna tomasz paweł \
         michał marek jerzy wojciech jana petra tomáš jiří pavel karel milan zoran dragan goran \
         ivana marija jelena ana yuri boris oleg mikhail nikita dmitri anastasia ekaterina irina \
         tatyana ludmila oksana taras bohdan mehmet mustafa ayşe fatma emre abdul abdullah \
         abdulaziz khaled youssef karim samir nadia layla salma zainab rashid tariq imran asif \
         faisal kwame kofi ama amina chidi ngozi tunde emeka sipho thabo nelson desmond arjun \
         rohan rahul deepak suresh ramesh lakshmi anjali neha pooja ananya haruto yoko naoko \
         satoshi takeshi kazuo akira noriko minh thanh linh mei jing xiaoming greg geoff steve \
         mike dave jim joe tom bob rob ben sam dan matt nick tony tim jeff doug ken ron don rick \
         andy chris alex pat phil ted ray jill kate katie beth liz meg sue amber tina wendy tracy \
         stacy holly kristen kristin erin lindsay allison tara dana colleen bridget fiona siobhan \
         niamh aoife liam conor declan sinéad eoin gareth rhys owen ewan callum hamish angus \
         fergus moira ailsa nigel trevor graham graeme clive derek malcolm stuart leslie hugh neil \
         simon adrian alistair alastair rupert giles hugo imogen philippa gemma zoe poppy amelia",
    ),
];
