//! The word classes that code and rules refer to by name.

macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A word class of `lexicon/classes/` or of a list of its own; what belongs in a
        /// class is said in the file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        pub enum Class { $($(#[$doc])* $variant,)* }

        impl Class {
            pub const ALL: &'static [Class] = &[$(Class::$variant,)*];

            /// The class's name in data files.
            pub fn name(self) -> &'static str {
                match self { $(Class::$variant => $name,)* }
            }

            /// The class of that name.
            pub fn from_name(name: &str) -> Option<Class> {
                match name { $($name => Some(Class::$variant),)* _ => None }
            }
        }
    };
}

classes! {
    Determiner = "determiner",
    Article = "article",
    Preposition = "preposition",
    Conjunction = "conjunction",
    Pronoun = "pronoun",
    PersonPronoun = "person-pronoun",
    Relative = "relative",
    Auxiliary = "auxiliary",
    Be = "be",
    Have = "have",
    Future = "future",
    Negation = "negation",
    Weekday = "weekday",
    Month = "month",
    EventHead = "event-head",
    EventHeadFirst = "event-head-first",
    EventNoun = "event-noun",
    EventModifier = "event-modifier",
    SessionHead = "session-head",
    SessionHeadStrong = "session-head-strong",
    VenueHead = "venue-head",
    VenueModifier = "venue-modifier",
    Audience = "audience",
    TalkNoun = "talk-noun",
    BoothNoun = "booth-noun",
    ExhibitorNoun = "exhibitor-noun",
    CountryNoun = "country-noun",
    ParticipantNoun = "participant-noun",
    SpeakerNoun = "speaker-noun",
    SuchAs = "such-as",
    Video = "video",
    Letter = "letter",
    Congratulate = "congratulate",
    ThemeNoun = "theme-noun",
    TopicNoun = "topic-noun",
    PastRole = "past-role",
    CommentatorCue = "commentator-cue",
    InterviewCue = "interview-cue",
    StateRole = "state-role",
    CountryRole = "country-role",
    RoleHead = "role-head",
    RoleModifier = "role-modifier",
    OrgNoun = "org-noun",
    StayVerb = "stay-verb",
    GenericName = "generic-name",
    Family = "family",
    CoLocated = "co-located",
    Previous = "previous",
    Following = "following",
    EditionNoun = "edition-noun",
    UnnamedSubject = "unnamed-subject",
    OpeningVerb = "opening-verb",
    ClosingVerb = "closing-verb",
    SpanVerb = "span-verb",
    FillVerb = "fill-verb",
    SpeechVerb = "speech-verb",
    GuestNoun = "guest-noun",
    SignNoun = "sign-noun",
    OwningVerb = "owning-verb",
    EmployVerb = "employ-verb",
    Expectation = "expectation",
    TopicCue = "topic-cue",
    // Names.
    LeadVerb = "lead-verb",
    WorkVerb = "work-verb",
    ThingRole = "thing-role",
    BareRole = "bare-role",
    RoleTail = "role-tail",
    FairEnding = "fair-ending",
    Curtain = "curtain",
    TownKind = "town-kind",
    FairVoice = "fair-voice",
    MemberBody = "member-body",
    NamesakeBody = "namesake-body",
    DepartmentNoun = "department-noun",
    GovernmentLevel = "government-level",
    GovernmentNoun = "government-noun",
    StakeWord = "stake-word",
    CommonBody = "common-body",
    Annual = "annual",
    CurtainDown = "curtain-down",
    CurtainUp = "curtain-up",
    ModifiedRole = "modified-role",
    NamedAfter = "named-after",
    RankGiven = "rank-given",
    SaidForm = "said-form",
    TownNoun = "town-noun",
    CurrencyWord = "currency-word",
    EditionWord = "edition-word",
    WeakEventNoun = "weak-event-noun",
    SurnameEnding = "surname-ending",
    NumberWord = "number-word",
    Counterpart = "counterpart",
    DelegationNoun = "delegation-noun",
    LegalName = "legal-name",
    PlaceLast = "place-last",
    AppointVerb = "appoint-verb",
    SoleOffice = "sole-office",
    CompoundTail = "compound-tail",
    TradeSurname = "trade-surname",
    FamilyParticle = "family-particle",
    Royal = "royal",
    // Participants.
    PublicSpeech = "public-speech",
    StageNoun = "stage-noun",
    PressModifier = "press-modifier",
    Commentator = "commentator",
    TradeRole = "trade-role",
    /// Heads of a body, before whose office stands the body's name and no field of work.
    BodyHead = "body-head",
    BoothPlace = "booth-place",
    StandVerb = "stand-verb",
    Withdrawal = "withdrawal",
    Companion = "companion",
    PresenceVerb = "presence-verb",
    NationalPart = "national-part",
    OnShow = "on-show",
    OrganizeVerb = "organize-verb",
    DayWord = "day-word",
    RiteNoun = "rite-noun",
    FloorMeasure = "floor-measure",
    Participation = "participation",
    DrawObject = "draw-object",
    VisitNoun = "visit-noun",
    PartyNoun = "party-noun",
    FirmNoun = "firm-noun",
    PersonVerb = "person-verb",
    Inflection = "inflection",
    FloorVerb = "floor-verb",
    AboutTheHalls = "about-the-halls",
    SentNoun = "sent-noun",
    TryNoun = "try-noun",
    Wraps = "wraps",
    CongressNoun = "congress-noun",
    PleaNoun = "plea-noun",
    QuestionNoun = "question-noun",
    CalledExhibitor = "called-exhibitor",
    AnnouncedWord = "announced-word",
    PaperNoun = "paper-noun",
    NameJoiner = "name-joiner",
    NameGlue = "name-glue",
    FairPeople = "fair-people",
    ProgrammeNoun = "programme-noun",
    AppearVerb = "appear-verb",
    FairTime = "fair-time",
    OfficeField = "office-field",
    RegistrationNoun = "registration-noun",
    OtherVenture = "other-venture",
    CalendarUnit = "calendar-unit",
    ThisOrNext = "this-or-next",
    ShowSpot = "show-spot",
    NotShown = "not-shown",
    SharedNoun = "shared-noun",
    PanelNoun = "panel-noun",
    Features = "features",
    FairFloor = "fair-floor",
    VisitCue = "visit-cue",
    NewspaperWord = "newspaper-word",
    ParticipationCue = "participation-cue",
    VisitorNoun = "visitor-noun",
    OrganizerNoun = "organizer-noun",
    HostNoun = "host-noun",
    Yearly = "yearly",
    AgendaNoun = "agenda-noun",
    Reflexive = "reflexive",
    StagePlace = "stage-place",
    Presence = "presence",
    InversionOpener = "inversion-opener",
    Together = "together",
    FairBody = "fair-body",
    Awarding = "awarding",
    ShowVerb = "show-verb",
    BuyerWord = "buyer-word",
    PrizeNoun = "prize-noun",
    ReturnWord = "return-word",
    ShowObject = "show-object",
    AttendWord = "attend-word",
    TourWord = "tour-word",
    SpokeWord = "spoke-word",
    TalkList = "talk-list",
    RangeWord = "range-word",
    ThereWord = "there-word",
    Greeting = "greeting",
    OpenWord = "open-word",
    Onlooker = "onlooker",
    PresentBe = "present-be",
    // Figures.
    Estimating = "estimating",
    Comparing = "comparing",
    Dating = "dating",
    ClauseBreak = "clause-break",
    Present = "present",
    SinceWord = "since-word",
    ShortOf = "short-of",
    NotDuration = "not-duration",
    DurationEnd = "duration-end",
    Lasting = "lasting",
    FirstPerson = "first-person",
    EconomyNoun = "economy-noun",
    MarketSum = "market-sum",
    FairPart = "fair-part",
    MoreThan = "more-than",
    CountingWord = "counting-word",
    ManyEditions = "many-editions",
    Deadline = "deadline",
    SignVerb = "sign-verb",
    WorkPeople = "work-people",
    OwnPeople = "own-people",
    Dimension = "dimension",
    Establishment = "establishment",
    // Topics.
    TalkEvent = "talk-event",
    PartNoun = "part-noun",
    TopicVerb = "topic-verb",
    TopicVerbOn = "topic-verb-on",
    TopicVerbTo = "topic-verb-to",
    TopicVerbWith = "topic-verb-with",
    TopicVerbAround = "topic-verb-around",
    TopicPredicate = "topic-predicate",
    MatterVerb = "matter-verb",
    LeadObject = "lead-object",
    ExhibitVerb = "exhibit-verb",
    VagueTopic = "vague-topic",
    IndustryNoun = "industry-noun",
    Amenity = "amenity",
    PrizeClass = "prize-class",
    PrizeCue = "prize-cue",
    AgeWord = "age-word",
    BracketWord = "bracket-word",
    BackWord = "back-word",
    HoldingWord = "holding-word",
    PartWord = "part-word",
    PutVerb = "put-verb",
    AsideOpener = "aside-opener",
    FormerDate = "former-date",
    GoVerb = "go-verb",
    FloorNoun = "floor-noun",
    PeopleWord = "people-word",
    OpeningLead = "opening-lead",
    LaunchVerb = "launch-verb",
    ChangeVerb = "change-verb",
    StreetWord = "street-word",
    ReachWord = "reach-word",
    SessionKind = "session-kind",
    Naming = "naming",
    FairGroup = "fair-group",
    SessionTail = "session-tail",
    TalkVerb = "talk-verb",
    SessionModifier = "session-modifier",
    TopicVerbFrom = "topic-verb-from",
    TopicKey = "topic-key",
    ZoneNoun = "zone-noun",
    IncludeVerb = "include-verb",
    NameFiller = "name-filler",
    FairAdjective = "fair-adjective",
    TakeVerb = "take-verb",
    DisputeVerb = "dispute-verb",
    AddressVerb = "address-verb",
    SeeVerb = "see-verb",
    WareNoun = "ware-noun",
    TalkPiece = "talk-piece",
    MatterEnding = "matter-ending",
    AdjectiveEnding = "adjective-ending",
    QualityEnding = "quality-ending",
    Indefinite = "indefinite",
    ExpertNoun = "expert-noun",
    TopicVerbFor = "topic-verb-for",
    TopicVerbAt = "topic-verb-at",
    LessonNoun = "lesson-noun",
    DemoNoun = "demo-noun",
    FrameNoun = "frame-noun",
    ThingNoun = "thing-noun",
    EntryNoun = "entry-noun",
    SingleDeal = "single-deal",
    Multiple = "multiple",
    MakerNoun = "maker-noun",
    // Editions.
    EventSuffix = "event-suffix",
    FirstDay = "first-day",
    FinalDay = "final-day",
    EventOpener = "event-opener",
    MeetingHead = "meeting-head",
    FairGround = "fair-ground",
    AliasCue = "alias-cue",
    EarlySeason = "early-season",
    LateSeason = "late-season",
    NeverFair = "never-fair",
    PluralFair = "plural-fair",
    PortfolioNoun = "portfolio-noun",
    BillOpener = "bill-opener",
    StudyNoun = "study-noun",
    SelfNoun = "self-noun",
    TitledWord = "titled-word",
    AnnounceVerb = "announce-verb",
    LookNoun = "look-noun",
    OwnerNoun = "owner-noun",
    VenueKey = "venue-key",
    PlaceKey = "place-key",
    HomeNoun = "home-noun",
    HallNoun = "hall-noun",
    HousingVerb = "housing-verb",
    GroundNoun = "ground-noun",
    VenuePreposition = "venue-preposition",
    CrowdVerb = "crowd-verb",
    CrowdNoun = "crowd-noun",
    YearlyPreposition = "yearly-preposition",
    ThemeLink = "theme-link",
    HoldVerb = "hold-verb",
    Tonight = "tonight",
    PhaseNoun = "phase-noun",
    CeremonyNoun = "ceremony-noun",
    Unfulfilled = "unfulfilled",
    RunVerb = "run-verb",
    CarryOpener = "carry-opener",
    YearBound = "year-bound",
    ClauseJoin = "clause-join",
    Comparison = "comparison",
    ComparisonWithFrom = "comparison-with-from",
    Biennial = "biennial",
    CancelVerb = "cancel-verb",
    PlaceVerb = "place-verb",
    FoundVerb = "found-verb",
    DayPart = "day-part",
    BackerNoun = "backer-noun",
    HisOrHer = "his-or-her",
    OpeningNoun = "opening-noun",
    ClosingNoun = "closing-noun",
    RoomNoun = "room-noun",
    TitledFair = "titled-fair",
    ConferenceNoun = "conference-noun",
    LiveWord = "live-word",
    TradeNoun = "trade-noun",
    SetForm = "set-form",
    Turnstile = "turnstile",
    ComingHelper = "coming-helper",
    ComingWord = "coming-word",
    DrawingForm = "drawing-form",
    HopeWord = "hope-word",
    GateCounter = "gate-counter",
    GateTimes = "gate-times",
    TallyWord = "tally-word",
    StaffNoun = "staff-noun",
    FullWord = "full-word",
    StagingForm = "staging-form",
    ScholarTitle = "scholar-title",
    OtherPart = "other-part",
    TradePlace = "trade-place",
    HouseMatter = "house-matter",
    KeeperNoun = "keeper-noun",
    KeeperWord = "keeper-word",
    KeeperKind = "keeper-kind",
    HoldingForm = "holding-form",
    LooseFair = "loose-fair",
    JointWord = "joint-word",
    OfBody = "of-body",
    TakingForm = "taking-form",
    BudgetNoun = "budget-noun",
    GroupNoun = "group-noun",
    LocalNoun = "local-noun",
    PublicDay = "public-day",
    DateKey = "date-key",
    LastBound = "last-bound",
    PartHead = "part-head",
    OneDay = "one-day",
    AdjectiveBetween = "adjective-between",
    NoEditionCount = "no-edition-count",
    FairNoun = "fair-noun",
    TradeWord = "trade-word",
    RegionWord = "region-word",
    AreaUnit = "area-unit",
    SealVerb = "seal-verb",
    VerbTail = "verb-tail",
    TimeOpener = "time-opener",
    WhenWord = "when-word",
    BillingWord = "billing-word",
    SponsorNoun = "sponsor-noun",
    WireWord = "wire-word",
    FirmOffice = "firm-office",
    MarketNoun = "market-noun",
    PrizeVerb = "prize-verb",
    LegalForm = "legal-form",
    PostNominal = "post-nominal",
    AuthorRole = "author-role",
    StateBody = "state-body",
    RankBefore = "rank-before",
    FormerWord = "former-word",
    FloorWord = "floor-word",
    FloorKind = "floor-kind",
    HomeWord = "home-word",
    GuestTitle = "guest-title",
    GuestModifier = "guest-modifier",
    ExhibitNoun = "exhibit-noun",
    Dais = "dais",
    Newcomers = "newcomers",
    CaptionCue = "caption-cue",
    TownTrade = "town-trade",
    Sideline = "sideline",
    ThanksWord = "thanks-word",
    CallWord = "call-word",
    PeekNoun = "peek-noun",
    LaunchNoun = "launch-noun",
    ReleaseVerb = "release-verb",
    ClinicNoun = "clinic-noun",
    OverviewNoun = "overview-noun",
    HowWord = "how-word",
    MedalNoun = "medal-noun",
    Roaring = "roaring",
    OwnWord = "own-word",
    ApplauseNoun = "applause-noun",
    SaleTime = "sale-time",
    StarNoun = "star-noun",
    MeetVerb = "meet-verb",
    HighlightNoun = "highlight-noun",
    GenericPeople = "generic-people",
    ProfileVerb = "profile-verb",
    AttendVerb = "attend-verb",
    UpcomingWord = "upcoming-word",
    BareGround = "bare-ground",
    GroundKind = "ground-kind",
    MoveVerb = "move-verb",
    BannerNoun = "banner-noun",
    SiblingNoun = "sibling-noun",
    NotBrought = "not-brought",
    LetObject = "let-object",
    OrderNoun = "order-noun",
    WithWord = "with-word",
    Attention = "attention",
    AisleOpener = "aisle-opener",
    AisleMeasure = "aisle-measure",
    AisleWord = "aisle-word",
    SlideNoun = "slide-noun",
    RiteObject = "rite-object",
    CarriageWord = "carriage-word",
    SessionGloss = "session-gloss",
    SessionHeld = "session-held",
    SessionLead = "session-lead",
    CaseNoun = "case-noun",
    Honours = "honours",
    Listeners = "listeners",
    SlotNoun = "slot-noun",
    OpeningWord = "opening-word",
    GapVerb = "gap-verb",
    NoDeed = "no-deed",
    DealtWord = "dealt-word",
    StakeNoun = "stake-noun",
    CameWord = "came-word",
    Addressed = "addressed",
    LookWord = "look-word",
    FollowWord = "follow-word",
    NoFairModifier = "no-fair-modifier",
    /// `lexicon/adverbs.txt`
    Adverb = "adverb",
    /// `lexicon/common-words.txt`
    Common = "common",
    /// `lexicon/name-nouns.txt`
    NameNoun = "name-noun",
    /// `lexicon/name-particles.txt`
    Particle = "particle",
    /// `lexicon/given-names.txt`
    GivenName = "given-name",
    /// `lexicon/given-names-ambiguous.txt`
    GivenNameAmbiguous = "given-name-ambiguous",
    /// `lexicon/surnames.txt`
    Surname = "surname",
    /// `lexicon/surnames-ambiguous.txt`
    SurnameAmbiguous = "surname-ambiguous",
    /// `lexicon/surnames-family-first.txt`
    FamilyFirst = "family-first",
    /// `lexicon/honorifics.txt`, single words and the parts of longer ones
    Honorific = "honorific",
    /// `lexicon/organisation-heads.tsv`, position last or any
    OrgLast = "org-last",
    /// `lexicon/organisation-heads.tsv`, position first or any
    OrgFirst = "org-first",
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Classes([u64; WORDS]);

/// How many words of 64 bits a set of classes takes.
pub const WORDS: usize = Class::ALL.len().div_ceil(64);

impl Classes {
    /// The set of these classes, for a constant: a token or sentence is asked for all at once.
    pub const fn of(classes: &[Class]) -> Classes {
        let mut set = [0; WORDS];
        let mut index = 0;
        while index < classes.len() {
            let bit = classes[index] as u16;
            set[(bit >> 6) as usize] |= 1 << (bit & 63);
            index += 1;
        }
        Classes(set)
    }

    #[inline]
    pub fn has(self, class: Class) -> bool {
        let bit = class as u16;
        self.0[usize::from(bit >> 6)] >> (bit & 63) & 1 == 1
    }

    pub fn insert(&mut self, class: Class) {
        let bit = class as u16;
        self.0[usize::from(bit >> 6)] |= 1 << (bit & 63);
    }

    /// Adds all classes of another set.
    pub fn add(&mut self, other: Classes) {
        for (word, more) in self.0.iter_mut().zip(other.0) {
            *word |= more;
        }
    }

    /// The set as bits, lowest class first.
    #[inline]
    pub fn words(self) -> [u64; WORDS] {
        self.0
    }

    /// The classes in the set, lowest first.
    pub fn iter(self) -> impl Iterator<Item = Class> {
        self.0.into_iter().enumerate().flat_map(|(index, word)| {
            let mut left = word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Class::ALL.get(index * 64 + bit).copied()
            })
        })
    }

    /// The classes that are in both sets.
    #[inline]
    pub fn both(self, other: Classes) -> Classes {
        let mut found = self;
        for (word, more) in found.0.iter_mut().zip(other.0) {
            *word &= more;
        }
        found
    }

    #[inline]
    pub fn any(self, other: Classes) -> bool {
        self.0
            .iter()
            .zip(other.0)
            .any(|(word, more)| word & more != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_set_holds_its_classes_alone() {
        const SET: Classes = Classes::of(&[Class::Determiner, Class::OrgLast, Class::Honorific]);
        for class in Class::ALL {
            let expected = matches!(class, Class::Determiner | Class::OrgLast | Class::Honorific);
            assert_eq!(SET.has(*class), expected, "{}", class.name());
        }
        let mut one = Classes::default();
        assert!(!one.any(SET));
        one.insert(Class::OrgLast);
        assert!(one.any(SET));
    }
}
