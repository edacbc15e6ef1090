// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.Outlet;
import portolan.desk.training.ClassDesk;
import portolan.desk.training.ClassSettings;
import portolan.desk.training.FirstLesson;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.SigningKey;
import portolan.training.course.Course;
import portolan.training.course.Session;
import portolan.training.engine.Engine;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.TrainingException;
import portolan.training.round.Round;
import portolan.training.round.RoundLock;
import portolan.training.world.Dealer;

/** {@code portolan class}: officers practise to choose, on one laptop, without Kafka. */
@Command(
        name = "class",
        description = {
            "Holds a class: officers practise on invented consignments, in browsers.",
            "'portolan class --try' is a first lesson of fifteen minutes, alone.",
            "It listens on this machine only, unless --host and a certificate are given."
        },
        sortOptions = false)
final class ClassCommand extends ConsoleCommand {
    private static final Duration A_WHILE = Duration.ofHours(1);

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it or refuses
    private What what;

    @Option(names = "--exam", description = "deals a new world from the passphrase, which alone opens its truth")
    private boolean exam;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "file with the instructor's passphrase in its first line, for an exam"
                    + " (default: asked for in the terminal)")
    private @Nullable Path passphraseFile;

    @Option(names = "--rehearse", description = "three bots take part, so that a mentor can play it alone")
    private boolean rehearse;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description =
                    "keeps the round, and goes on with one that is there (default: a folder that goes at the end)")
    private @Nullable Path folder;

    @Option(
            names = "--before",
            paramLabel = "DIR",
            description = "folder of an earlier class, or of several: the results show what was gained since"
                    + " (may be repeated)")
    private List<Path> before = List.of();

    @Mixin
    private Listening listening = new Listening();

    /** The session that is an exam. */
    private static final int TEST = 10;

    /** What is practised: one of these. */
    static final class What {
        @Option(names = "--try", required = true, description = "the first lesson, alone")
        private boolean first;

        @Option(names = "--exercise", required = true, paramLabel = "FILE", description = "text of an exercise")
        private @Nullable Path exercise;

        @Option(
                names = "--session",
                required = true,
                paramLabel = "N",
                description = "a session of the course of three days, from 1 to 10")
        private @Nullable Integer session;

        @Option(
                names = "--edit",
                required = true,
                arity = "0..1",
                fallbackValue = "",
                paramLabel = "FILE",
                description = "opens a page on which an exercise is written and tried: a new one, or this")
        private @Nullable Path edit;

        @Option(
                names = "--gain",
                required = true,
                arity = "2",
                paramLabel = "DIR",
                description = "prints as CSV what trainees gained between two rounds of one exercise, by their folders")
        private @Nullable List<Path> gain;

        @Option(
                names = "--standing",
                required = true,
                arity = "3..*",
                paramLabel = "DIR",
                description = "prints as CSV the mean skill over these rounds of those whom --shown names")
        private @Nullable List<Path> standing;
    }

    @Option(
            names = "--shown",
            paramLabel = "NAME",
            split = ",",
            description = "trainees to be shown by --standing: of these, who agreed in their last round")
    private List<String> shown = List.of();

    @Option(
            names = "--sign",
            paramLabel = "NAME",
            description = "prints the exercise as this author signs it, with the key of --keys, and ends")
    private @Nullable String signer;

    @Option(names = "--keys", paramLabel = "DIR", description = "folder with the signer's key, from 'rules keygen'")
    private @Nullable Path keys;

    @Option(
            names = "--rule-keys",
            paramLabel = "DIR",
            description = "public keys of a deployment: an --exercise is held only if one of its authors signed it"
                    + " (default: any)")
    private @Nullable Path keyring;

    @Option(names = "--deployment", paramLabel = "NAME", description = "name of the deployment of --rule-keys")
    private @Nullable String deployment;

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkOptions();
        PipelineRecords records = new PipelineRecords();
        if (what.gain != null || what.standing != null || signer != null) {
            return print(new ClassResults());
        }
        if (what.edit != null) {
            return edit(what.edit, records);
        }
        try (WorkingDirectory directory =
                        folder == null ? WorkingDirectory.temporary("portolan-class-") : WorkingDirectory.kept(folder);
                RoundLock lock = RoundLock.take(directory.path(), Clock.systemUTC())) {
            Session session = session();
            Exercise exercise = exercise(session);
            Path kept = lock.folder().resolve(ClassResults.ROUND);
            List<Path> earlier = ClassResults.rounds(before, kept);
            Engine engine = new Engine(records);
            Round round = Files.exists(kept)
                    ? same(Round.reopen(kept, engine, Clock.systemUTC()), exercise)
                    : Round.open(kept, exercise, passphrase(exercise), Dealer::deal, engine, Clock.systemUTC());
            return hold(ClassDesk.start(new ClassSettings(
                    round,
                    exercise.name().replaceAll("\\.ya?ml$", ""),
                    session,
                    what.first ? FirstLesson.example(exercise) : null,
                    rehearse,
                    records,
                    earlier,
                    listening.served(exercise.language()))));
        } catch (TrainingException refused) {
            throw new BadInput(refused);
        }
    }

    private int edit(Path file, PipelineRecords records) throws IOException, InterruptedException {
        String name = file.toString().isEmpty() ? "exercise.yaml" : String.valueOf(file.getFileName());
        String text = null;
        if (!file.toString().isEmpty()) {
            FeedFiles.readable(file, "exercise");
            text = Files.readString(file);
        }
        return hold(ClassDesk.editing(text, name, records, listening.served("")));
    }

    /** Until Ctrl-C. */
    private int hold(ClassDesk started) throws InterruptedException {
        try (Stop stop = Stop.onInterrupt();
                ClassDesk desk = started) {
            announce(desk);
            while (!stop.await(A_WHILE)) {
                // It goes on.
            }
            return 0;
        }
    }

    private int print(ClassResults results) throws IOException {
        try {
            String text = what.gain != null
                    ? results.gain(what.gain.get(0), what.gain.get(1))
                    : what.standing != null
                            ? results.standing(what.standing, shown)
                            : exercise(session())
                                    .signed(SigningKey.read(
                                            Objects.requireNonNull(keys), Objects.requireNonNull(signer)))
                                    .text();
            out().print(text);
            out().flush();
            return 0;
        } catch (TrainingException refused) {
            throw new BadInput(refused);
        }
    }

    /** Refuses what no author of the deployment signed, where its keys are given. */
    private Exercise trusted(Exercise exercise) throws IOException, TrainingException {
        if (keyring == null) {
            return exercise;
        }
        String fault = exercise.signatureFault(
                Keyring.read(keyring, Objects.requireNonNullElse(deployment, "")), Instant.now());
        if (fault != null) {
            throw new TrainingException(fault + "; 'portolan class --exercise FILE --sign NAME' prints it signed");
        }
        return exercise;
    }

    private void checkOptions() {
        CommandLine line = spec().commandLine();
        listening.check(line);
        if (signer != null && (what.exercise == null || keys == null)) {
            throw new ParameterException(line, "--sign signs the text of --exercise with a key of --keys: give both");
        }
        if (keyring != null && (what.exercise == null || signer != null)) {
            throw new ParameterException(
                    line, "--rule-keys checks who signed the text of --exercise: give it, or leave the keys out");
        }
        if (keyring != null && deployment == null) {
            throw new ParameterException(line, "keys are of a deployment: give its name, --deployment");
        }
        if (what.first && (exam || rehearse)) {
            throw new ParameterException(line, "--try is a lesson alone: leave --exam and --rehearse out");
        }
        if (exam && passphraseFile == null && !Outlet.canAsk()) {
            throw new ParameterException(
                    line,
                    "an exam needs the instructor's passphrase: give --passphrase-file, or call it in a terminal");
        }
        if (what.session != null && what.session == TEST && !exam && !rehearse) {
            throw new ParameterException(
                    line,
                    "session " + TEST + " is the test, whose truth is sealed: give --exam, or --rehearse to play it"
                            + " with bots");
        }
        if (what.edit != null && (exam || rehearse || folder != null)) {
            throw new ParameterException(
                    line, "--edit writes an exercise and holds none: leave --exam, --rehearse and --folder out");
        }
    }

    private @Nullable Session session() {
        try {
            return what.session == null ? null : Course.session(what.session);
        } catch (IllegalArgumentException none) {
            throw new BadInput(none);
        }
    }

    private Exercise exercise(@Nullable Session session) throws IOException, TrainingException {
        Exercise exercise = session == null ? FirstLesson.exercise() : session.exercise();
        if (what.exercise != null) {
            FeedFiles.readable(what.exercise, "exercise");
            exercise = Exercise.parse(
                    Files.readString(what.exercise), what.exercise.getFileName().toString());
            exercise = trusted(exercise);
        }
        return exam && !exercise.isExam() ? exercise.asExam() : exercise;
    }

    /** Asked for in the terminal unless a file has it: nothing of it stays on a disk. */
    private char @Nullable [] passphrase(Exercise exercise) throws IOException {
        if (passphraseFile != null) {
            return Listening.firstLine(passphraseFile).toCharArray();
        }
        return exercise.isExam()
                ? Outlet.newSecret("The instructor's passphrase, 12 characters at least: ", "The same once more: ")
                : null;
    }

    /** The folder's round must be of what was asked for: an exam is never gone on with as practice. */
    private static Round same(Round round, Exercise asked) throws TrainingException {
        Exercise kept = round.exercise();
        List<String> others = kept.differencesTo(asked);
        if (!others.isEmpty()) {
            throw new TrainingException("the folder has another round: world="
                    + kept.order().post().label() + ", bills=" + kept.order().bills() + ", exam=" + kept.isExam()
                    + ", not as asked=" + String.join(", ", others)
                    + "; call the class as it was opened, or name another folder");
        }
        return round;
    }

    private void announce(ClassDesk desk) {
        PrintWriter out = out();
        if (what.first || what.edit != null) {
            out.println((what.first ? "Your lesson      " : "The exercise     ") + desk.invitation());
            out.println("Open this address in a browser. Ctrl-C ends it.");
        } else {
            out.println("The mentor       " + desk.invitation());
            for (URI address : desk.addresses()) {
                out.println("Trainees         " + address + "   each with a card");
            }
            out.println("Cards            " + String.join(" ", desk.cards()));
            out.println("Ctrl-C ends it.");
        }
        out.flush();
    }
}
