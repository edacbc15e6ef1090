// SPDX-License-Identifier: Apache-2.0
package portolan.desk;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.console.evidence.EvidenceWriter;
import portolan.console.evidence.Sealer;
import portolan.console.rules.RuleSetTexts;
import portolan.console.screen.UnusableInputException;
import portolan.desk.beside.BesideScreen;
import portolan.desk.card.CardScreen;
import portolan.desk.card.RuleSets;
import portolan.desk.decide.DecideScreen;
import portolan.desk.decide.OutcomeScreen;
import portolan.desk.index.AuditLine;
import portolan.desk.index.CaseFile;
import portolan.desk.index.CaseRow;
import portolan.desk.index.DeskIndex;
import portolan.desk.index.TopicFollower;
import portolan.desk.index.WorklistFilter;
import portolan.desk.message.MessageScreen;
import portolan.desk.oidc.FederatedDoor;
import portolan.desk.oidc.OidcSettings;
import portolan.desk.operations.AuditScreen;
import portolan.desk.operations.Operations;
import portolan.desk.operations.ScorecardScreen;
import portolan.desk.operations.Trail;
import portolan.desk.route.RouteScreen;
import portolan.desk.rules.Enrolment;
import portolan.desk.rules.KeyFolder;
import portolan.desk.rules.RuleDesk;
import portolan.desk.rules.RuleEditor;
import portolan.desk.rules.RuleExamples;
import portolan.desk.rules.RuleReader;
import portolan.desk.rules.SenderCheck;
import portolan.desk.rules.ShadowDesk;
import portolan.desk.rules.SignedTexts;
import portolan.desk.rules.WhatIfDesk;
import portolan.desk.rules.WhatIfRoom;
import portolan.desk.search.SearchScreen;
import portolan.desk.server.Action;
import portolan.desk.server.DeskPlan;
import portolan.desk.server.DeskServer;
import portolan.desk.server.Door;
import portolan.desk.server.Events;
import portolan.desk.server.Notice;
import portolan.desk.server.Screen;
import portolan.desk.server.Site;
import portolan.desk.server.Words;
import portolan.desk.trip.TripScreen;
import portolan.desk.work.Corrections;
import portolan.desk.work.DeadlineTeller;
import portolan.desk.work.ListLog;
import portolan.desk.work.SecondLooks;
import portolan.desk.work.WorkLog;
import portolan.desk.worklist.WorklistScreen;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.RuleSet;

/** A desk that runs: an index that follows the topics, and a server that shows it. */
public final class Desk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    /** For so long the rule set in force is believed to be the one that was looked up. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /** So many corrected outcomes are reported before it looks whether more are left. */
    private static final int AT_ONCE = 20;

    private static final String LOOKS = "SECOND_LOOKS";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final TopicFollower follower;
    private final DeskServer server;
    private final @Nullable Sealer sealer;
    private final SecondLooks looks;

    private Desk(DeskSettings settings, Clock clock) throws IOException, UnusableInputException {
        try {
            Files.createDirectories(settings.data());
            RuleSetTexts texts = RuleSetTexts.in(settings.rules());
            DeskIndex index = opened(DeskIndex.open(settings.data().resolve("desk.sqlite")));
            follower = opened(
                    new TopicFollower(settings.kafka(), index, Duration.ofDays(settings.keptDays()), clock).start());
            EvidenceWriter evidence = opened(EvidenceWriter.open(
                    settings.kafka(),
                    settings.evidence().keysBelow(settings.data()),
                    "desk",
                    settings.evidence().reporter(),
                    clock));
            Path seals = settings.evidence().seals();
            sealer = seals == null ? null : opened(Sealer.start(evidence, seals, clock));
            looks = SecondLooks.by(settings.data().resolve("second-looks.key")).of(() -> lastNoted(index));
            WorkLog log = opened(new WorkLog(settings.kafka(), evidence, follower, looks, clock));
            if (looks.isNew()) {
                noteLooks(log);
            }
            Roster roster = opened(new Roster(
                            settings.accounts()::marks,
                            settings.data().resolve("users.noted"),
                            (action, name, detail) -> log.audit("desk", "", action, name, detail))
                    .start());
            opened(new DeadlineTeller(
                            settings.kafka(),
                            evidence,
                            follower,
                            () -> follower.status().isLive(),
                            index::untold,
                            clock)
                    .start());
            opened(new Corrections(() -> follower.status().isLive(), () -> {
                        if (looks.isUnnoted()) {
                            noteLooks(log);
                        }
                        index.unreported(AT_ONCE).forEach(key -> log.finishCorrection(key.tenant(), key.consignment()));
                    })
                    .start());
            Events events = new Events();
            KeyFolder keys = new KeyFolder(
                    settings.ruleDesk().keys(),
                    settings.ruleDesk().deployment(),
                    settings.ruleDesk().enrols());
            SignedTexts signed = opened(
                    new SignedTexts(settings.kafka(), evidence, keys, () -> events.tell("rules", ""), clock).start());
            WhatIfRoom past = opened(new WhatIfRoom(settings.ruleDesk().archive(), 0, clock));
            WhatIfRoom recent = opened(new WhatIfRoom(settings.ruleDesk().archive(), WhatIfRoom.RECENT_DAYS, clock));
            RuleSets ruleSets = new RuleSets(List.of(hash -> find(texts, hash), signed::ruleSet));
            InForce inForce = new InForce(index, ruleSets, clock);
            RuleExamples examples = RuleExamples.in(settings.rules());
            RuleReader reader = new RuleReader();
            RuleEditor editor = new RuleEditor(signed, reader, examples, past.isOpen(), clock);
            ListLog lists = new ListLog(log::audit, clock);
            WorklistScreen worklist = new WorklistScreen(index, events, inForce, ruleSets::find, lists, clock);
            TripScreen trips = new TripScreen(index, events, lists, clock);
            Trail trail = (user, action, subject, detail) ->
                    log.audit(user.name(), user.role().word(), action, subject, detail);
            List<Screen> screens = new ArrayList<>(List.of(
                    worklist,
                    new CardScreen(index, ruleSets, log, clock),
                    new DecideScreen(index, ruleSets, log, clock),
                    new OutcomeScreen(index, log),
                    new RuleDesk(signed, examples, clock),
                    editor,
                    new WhatIfDesk(reader, past, recent, editor::inForce),
                    new ShadowDesk(settings.kafka(), clock),
                    opened(Operations.start(
                            settings.kafka(), settings.places(), trail, words -> troubles(log, words), clock)),
                    opened(new ScorecardScreen(settings.places().archive(), inForce::orBaseline, clock)),
                    new AuditScreen(settings.kafka(), settings.places().canaries(), trail, clock),
                    new SearchScreen(index, log),
                    trips,
                    new BesideScreen(index, log),
                    new RouteScreen(index, log),
                    new MessageScreen(index, settings.kafka(), log)));
            if (settings.ruleDesk().enrols()) {
                screens.add(new Enrolment(keys, clock));
            }
            SenderCheck senders = new SenderCheck(clock);
            opened(index.changes().subscribe(worklist::tell));
            opened(index.changes().subscribe(Duration.ofSeconds(1), worklist::tellNews));
            opened(index.changes().subscribe(Duration.ofSeconds(2), trips::tell));
            server = opened(DeskServer.start(new DeskPlan(
                    settings.host(),
                    settings.port(),
                    new WatchedDoor(door(settings, clock), roster, log),
                    settings.keyStore(),
                    settings.keyStorePassword(),
                    settings.guests(),
                    screens,
                    events,
                    new Notice(this::notice, words -> senders.note(signed, words)),
                    clock,
                    Site.DESK)));
        } catch (IOException | UnusableInputException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts one.
     *
     * @throws UnusableInputException if a rule set that is named cannot be used
     * @throws IOException if the index cannot be kept where the settings say
     */
    public static Desk start(DeskSettings settings) throws IOException, UnusableInputException {
        return start(settings, Clock.systemUTC());
    }

    /** The same at a time of its own, by which deadlines are near or over. */
    public static Desk start(DeskSettings settings, Clock clock) throws IOException, UnusableInputException {
        return new Desk(settings, clock);
    }

    /** The mark of the secret that the installation's second looks are drawn by, as a desk noted it last. */
    private static @Nullable String lastNoted(DeskIndex index) {
        return index.audit(null, "desk", LOOKS, null, 1).stream()
                .map(AuditLine::subject)
                .findFirst()
                .orElse(null);
    }

    private void noteLooks(WorkLog log) {
        log.auditLater("desk", "", LOOKS, looks.mark(), "");
    }

    private static Door door(DeskSettings settings, Clock clock) {
        OidcSettings oidc = settings.oidc();
        return oidc == null
                ? settings.accounts()
                : new FederatedDoor(settings.accounts(), oidc, settings.data().resolve("oidc-persons"), clock);
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private static @Nullable RuleSet find(RuleSetTexts texts, String hash) {
        try {
            return texts.find(hash);
        } catch (UnusableInputException refused) {
            LOG.warn("a rule set is not taken any more: hash={}, cause={}", hash, refused.getMessage());
            return null;
        }
    }

    /** What is wrong with the whole desk. */
    private String notice(Words words) {
        TopicFollower.Status status = follower.status();
        String fault = status.fault();
        if (fault != null) {
            return words.say(status.isOfIndex() ? "notice.index" : "notice.fault", fault);
        }
        return status.isLive() ? "" : words.say("notice.behind", status.lag());
    }

    /** The same for who keeps it going, and what was not noted. */
    private List<String> troubles(WorkLog log, Words words) {
        List<String> troubles = new ArrayList<>();
        String notice = notice(words);
        if (!notice.isEmpty()) {
            troubles.add(notice);
        }
        if (log.unaudited() > 0) {
            troubles.add(words.say("ops.trouble.audit", log.unaudited()));
        }
        if (looks.isForeign()) {
            troubles.add(words.say("ops.trouble.looks"));
        }
        if (sealer != null && !sealer.fault().isEmpty()) {
            troubles.add(words.say("ops.trouble.seals", sealer.fault()));
        }
        return troubles;
    }

    /** The rule set that judged what is on the list now, looked up now and then. */
    private static final class InForce implements Supplier<@Nullable RuleSet> {
        private final DeskIndex index;
        private final RuleSets ruleSets;
        private final Clock clock;
        private @Nullable RuleSet found;
        private Instant lookedAt = Instant.EPOCH;

        private InForce(DeskIndex index, RuleSets ruleSets, Clock clock) {
            this.index = index;
            this.ruleSets = ruleSets;
            this.clock = clock;
        }

        /** The baseline where nothing was judged yet. */
        RuleSet orBaseline() {
            RuleSet known = get();
            return known == null ? BaselineRuleSet.compiled() : known;
        }

        @Override
        public synchronized @Nullable RuleSet get() {
            Instant now = clock.instant();
            if (Duration.between(lookedAt, now).compareTo(FRESH) > 0) {
                lookedAt = now;
                List<CaseRow> rows = index.worklist(WorklistFilter.OPEN, now, 1);
                CaseFile file =
                        rows.isEmpty() ? null : index.consignment(rows.get(0).key());
                ConsignmentAssessed last = file == null ? null : file.assessment();
                found = last == null ? found : ruleSets.find(last.getRuleset().getHash());
            }
            return found;
        }
    }

    /** Where it is. */
    public URI address() {
        return server.address();
    }

    /** Where guests enter without a password. */
    public URI invitation() {
        return server.invitation();
    }

    /** Each route that is served, like {@code GET /worklist}, and what one must be allowed for it; empty where strangers may. */
    public Map<String, Optional<Action>> routes() {
        return server.routes();
    }

    /** Whether all that is in the topics now is shown. */
    public boolean isLive() {
        return follower.status().isLive();
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("a part of the desk did not end well", e);
            }
        }
    }
}
