// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.lines.ContentId;
import portolan.training.engine.EngineOf;
import portolan.training.engine.Scored;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.Question;
import portolan.training.exercise.TrainingException;
import portolan.training.exercise.Truth;
import portolan.training.measure.GroupResult;
import portolan.training.measure.Result;
import portolan.training.papers.PaperSet;
import portolan.training.world.Dealt;

/**
 * One round of an exercise, in a folder of its own. What trainees do is on the disk before it counts; the same folder
 * goes on after a kill. Many threads may use it.
 *
 * <p>In an exam the round keeps filings, papers and the engine's scores, and no truth: that is sealed before anybody
 * picks, and comes back with the passphrase.
 */
public final class Round {
    private final Exercise exercise;
    private final RoundFolder folder;
    private final Dealt bare;
    private final Window window;
    private final Map<String, Scored> scored;
    private final Journal journal;
    private final Clock clock;
    private final Works works = new Works();
    private final Seats seats;
    private final Progress progress;
    private String sealedHash = "";
    private @Nullable Truth truth;

    Round(Exercise exercise, RoundFolder folder, Dealt bare, Map<String, Scored> scored, Journal journal, Clock clock) {
        this.exercise = exercise;
        this.folder = folder;
        this.bare = bare;
        this.window = new Window(exercise, bare, scored);
        this.scored = scored;
        this.journal = journal;
        this.clock = clock;
        this.seats = new Seats(this, clock);
        this.progress = new Progress(window, clock);
    }

    /**
     * Deals a world, lets the engine judge it, and seals its truth.
     *
     * @param folder new or empty
     * @param passphrase of an exam; null for practice. Wiped before this returns
     * @throws TrainingException if the folder is in use, or the passphrase is missing or too short
     */
    public static Round open(
            Path folder, Exercise exercise, char @Nullable [] passphrase, Deals deals, EngineOf engine, Clock clock)
            throws TrainingException, IOException {
        return Opening.of(folder, exercise, passphrase, deals, engine, clock);
    }

    /**
     * Goes on with the round of a folder.
     *
     * @throws TrainingException if there is none, or a file of it was changed
     */
    public static Round reopen(Path folder, EngineOf engine, Clock clock) throws TrainingException, IOException {
        return Opening.again(folder, engine, clock);
    }

    /**
     * An earlier round, to compare with: its folder stays as it is, and nothing can be done in it.
     *
     * @throws TrainingException if there is none, its truth is still sealed, or a file of it was changed
     */
    public static Round finished(Path folder, Clock clock) throws TrainingException, IOException {
        return Opening.finished(folder, clock);
    }

    public Exercise exercise() {
        return exercise;
    }

    /** SHA-256 of the truth's file, to be shown at the start. */
    public String sealedHash() {
        return sealedHash;
    }

    public synchronized State state() {
        return truth != null ? State.UNSEALED : progress.state();
    }

    /** Null before it. */
    public synchronized @Nullable Instant startedAt() {
        return progress.pace() == null ? null : progress.started().startedAt();
    }

    /** Null before the start, and where the round has no clock. */
    public synchronized @Nullable Instant endsAt() {
        return progress.pace() == null ? null : progress.started().endsAt();
    }

    /** Lets trainees pick; nothing happens where they may already. Answers whether this call began the round. */
    public synchronized boolean start() {
        boolean begins = state() == State.PREPARED;
        if (begins) {
            record(Entry.of(clock.millis(), Entry.What.STARTED));
        }
        return begins;
    }

    /** Ends picking; nothing happens where it has ended, or has not begun. */
    public synchronized void close() {
        if (state() == State.RUNNING) {
            record(Entry.of(clock.millis(), Entry.What.CLOSED));
        }
    }

    /**
     * Opens the truth, for good.
     *
     * @param passphrase of an exam; null for practice. Wiped before this returns
     * @throws TrainingException if the round still runs, the passphrase is wrong, or the sealed bytes were changed
     */
    public synchronized void unseal(char @Nullable [] passphrase) throws TrainingException, IOException {
        try {
            State state = state();
            if (state == State.UNSEALED) {
                return;
            }
            if (state != State.CLOSED) {
                throw new TrainingException("the round is not over, state=" + state + ": close it, then unseal it");
            }
            Truth opened = folder.unseal(exercise, sealedHash, passphrase);
            record(Entry.unsealed(clock.millis(), ContentId.sha256Hex(opened.toBytes())));
            truth = opened;
        } finally {
            if (passphrase != null) {
                Arrays.fill(passphrase, '\0');
            }
        }
    }

    /** What was filed before the window, and what inspections of it found; for the aids history and links. */
    public List<Dealt.Event> past() {
        return bare.past();
    }

    /** Consignments that have arrived, in the order of arrival; none before the start. */
    public synchronized List<Shown> bills(Instant now) {
        return progress.pace() == null ? List.of() : window.shown(progress.started(), now);
    }

    /**
     * Lets the mentor see that somebody is here.
     *
     * @throws IllegalArgumentException if nobody can be called so, or only a bot
     */
    public synchronized void enter(String trainee) {
        Works.check(trainee);
        if (!works.has(trainee)) {
            record(Entry.of(clock.millis(), Entry.What.ENTERED, trainee));
        }
    }

    /** Whose name is whose, and who agreed to be shown beside others. */
    public Seats seats() {
        return seats;
    }

    /** Picks a consignment, or changes a pick. */
    public synchronized Answer pick(String trainee, Pick pick) {
        Answer answer = open(trainee, pick.key());
        if (answer == Answer.COUNTS) {
            answer = works.of(trainee).admits(pick, exercise);
        }
        if (answer == Answer.COUNTS) {
            record(Entry.picked(clock.millis(), trainee, pick));
        }
        return answer;
    }

    /** Somebody opens the page of a consignment while the round runs; it is noted once. */
    public synchronized void look(String trainee, String key) {
        if (open(trainee, key) == Answer.COUNTS && !works.of(trainee).looked().contains(key)) {
            record(Entry.of(clock.millis(), Entry.What.LOOKED, trainee, key));
        }
    }

    /** Consignments that somebody opened while the round ran. */
    public synchronized Set<String> looked(String trainee) {
        return works.of(trainee).looked();
    }

    /** Asks for a paper of a consignment; the minutes that it takes do not come back. */
    public synchronized Answer ask(String trainee, String key, PaperSet.Kind paper) {
        Answer answer = open(trainee, key);
        if (answer == Answer.COUNTS && !works.of(trainee).asked(key).contains(paper)) {
            answer = window.hasToAsk(key, paper) ? works.of(trainee).admits(paper, exercise) : Answer.NO_SUCH_PAPER;
            if (answer == Answer.COUNTS) {
                record(Entry.asked(clock.millis(), trainee, key, paper));
            }
        }
        return answer;
    }

    /** Papers of a consignment that somebody asked for; those that are there for all, {@link Shown} has. */
    public synchronized List<PaperSet.Paper> asked(String trainee, String key) {
        return window.papers(key, works.of(trainee).asked(key));
    }

    /** Minutes of inspection that somebody has left; 0 where the exercise has none. */
    public synchronized int minutesLeft(String trainee) {
        return works.of(trainee).minutesLeft(exercise);
    }

    /** Takes a pick back, as long as the consignment could still be picked. */
    public synchronized Answer unpick(String trainee, String key) {
        Answer answer = open(trainee, key);
        if (answer == Answer.COUNTS && works.of(trainee).hasPicked(key)) {
            record(Entry.of(clock.millis(), Entry.What.UNPICKED, trainee, key));
        }
        return answer;
    }

    /**
     * Marks the fields of a consignment's papers that contradict each other; without a pick, too.
     *
     * @param fields all of them: what was marked before is replaced
     */
    public synchronized Answer mark(String trainee, String key, Set<String> fields) {
        Answer answer = open(trainee, key);
        if (answer == Answer.COUNTS) {
            record(Entry.marked(clock.millis(), trainee, key, fields));
        }
        return answer;
    }

    /**
     * Keeps a rule, which is tried once the round is unsealed ({@link RuleTrial}); it replaces an earlier one.
     *
     * @throws IllegalArgumentException if it has faults
     */
    public synchronized Answer rule(String trainee, String condition) {
        Works.check(trainee);
        RuleTrial.check(condition);
        if (state() != State.RUNNING) {
            return Answer.NOT_RUNNING;
        }
        enter(trainee);
        record(Entry.ruled(clock.millis(), trainee, condition));
        return Answer.COUNTS;
    }

    /** Rules that were written, by trainee. */
    public synchronized Map<String, String> rules() {
        return works.rules();
    }

    /** Whoever comes once it is over is not here: they would count among those who did nothing. */
    private Answer open(String trainee, String key) {
        Works.check(trainee);
        if (state() != State.RUNNING) {
            return Answer.NOT_RUNNING;
        }
        enter(trainee);
        return progress.open(key);
    }

    /** Picks for a bot, which knows all that will arrive; its picks are there at once, and a second time changes nothing. */
    synchronized void play(String bot, List<Pick> picks) {
        if (state() != State.RUNNING) {
            throw new IllegalStateException("bots play while a round runs: state=" + state());
        }
        if (!works.has(bot)) {
            record(Entry.of(clock.millis(), Entry.What.ENTERED, bot));
            picks.stream().limit(exercise.budget()).forEach(pick -> record(Entry.picked(clock.millis(), bot, pick)));
        }
    }

    Dealt bare() {
        return bare;
    }

    Map<String, Scored> scored() {
        return scored;
    }

    /** Who is here, in the order in which they came, bots too. */
    public synchronized List<String> trainees() {
        return works.all();
    }

    /** What somebody has picked, in the order in which they did. */
    public synchronized List<Pick> picks(String trainee) {
        return works.of(trainee).picks();
    }

    /** Fields that somebody has marked, by consignment. */
    public synchronized Map<String, Set<String>> marks(String trainee) {
        return works.of(trainee).marks();
    }

    /**
     * How well somebody did.
     *
     * @throws IllegalStateException if the truth is still sealed
     */
    public synchronized Result result(String trainee) {
        Truth opened = truth();
        return Result.of(works.of(trainee).sitting(progress), opened, exercise);
    }

    /** How well all trainees did, without bots and those who did nothing. */
    public synchronized GroupResult group() {
        return GroupResult.of(workers().stream().map(this::result).toList());
    }

    /**
     * Who picked, marked or wrote something, in the order in which they came; no bots. Where nobody offends, who picked
     * nothing was right.
     */
    public synchronized List<String> workers() {
        boolean isRightToPickNobody =
                exercise.questions().contains(Question.PICKS) && truth != null && truth.offences() == 0;
        return isRightToPickNobody ? works.people() : works.workers();
    }

    /** How many trainees came and did nothing; no bots. */
    public synchronized int idle() {
        return works.people().size() - workers().size();
    }

    /** Everybody's measures, a line each, bots too. */
    public synchronized String csv() {
        return ResultTable.of(this, truth());
    }

    /** The world with its truth. */
    public synchronized Dealt dealt() {
        return truth().restore(bare);
    }

    /** The engine's assessment of a consignment; null where it made none. */
    public synchronized @Nullable ConsignmentAssessed assessed(String key) {
        truth();
        Scored of = scored.get(key);
        return of == null ? null : of.assessed();
    }

    synchronized Truth truth() {
        if (truth == null) {
            throw new IllegalStateException("the truth is sealed: unseal the round first, state=" + state());
        }
        return truth;
    }

    /** Takes what a journal says already. */
    void replay(List<Entry> entries) throws TrainingException, IOException {
        for (Entry entry : entries) {
            take(entry);
            truth = entry.what() == Entry.What.UNSEALED ? folder.openedTruth(entry) : truth;
        }
    }

    void record(Entry entry) {
        journal.append(entry);
        take(entry);
    }

    private void take(Entry entry) {
        switch (entry.what()) {
            case OPENED -> sealedHash = Objects.requireNonNullElse(entry.truth(), "");
            case STARTED, CLOSED, UNSEALED -> progress.take(entry);
            case ENTERED, PICKED, UNPICKED, MARKED, ASKED, LOOKED, RULED -> works.take(entry);
            case SEATED, FREED, AGREED, WITHDREW -> seats.take(entry);
        }
    }
}
