// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.List;
import org.apache.flink.shaded.asm9.org.objectweb.asm.MethodVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * A fault that is planted as a class is loaded.
 *
 * @param name for people; with a commit where the project once had it, and that mended it
 * @param method its name, and as much of its signature as tells it from others
 */
record SimPlant(String name, String target, String method, SimEdit edit) {
    private static final String STAGE = "portolan.pipeline.stage.";
    private static final String KAFKA = "portolan.pipeline.kafka.";
    private static final String STORE = "portolan.pipeline.store.";
    private static final String HELD = STAGE + "HeldEvents";
    private static final String PROGRESS = KAFKA + "PartitionProgress";

    /** Faults that the simulator must find. */
    static List<SimPlant> all() {
        return List.of(
                in(
                        KAFKA + "InOrderReader",
                        "passed(",
                        SimEdit.always(Long.MAX_VALUE),
                        "unread records hold no time (70008c15)"),
                in(
                        KAFKA + "SettledTimes",
                        "next(",
                        SimEdit.given(Opcodes.LLOAD, Opcodes.LRETURN, 1),
                        "a time is used before its records can be read (2f1033aa)"),
                in(
                        KAFKA + "PartitionCounts",
                        "areAllRead(Ljava/util/Map;",
                        SimEdit.yes(),
                        "an added partition is not looked for (bef79080)"),
                in(
                        KAFKA + "InvisibleRecords",
                        "before(",
                        SimEdit.emptyMap(),
                        "what nobody is shown holds time for ever (70008c15)"),
                in(
                        PROGRESS,
                        "handedOn(",
                        SimEdit.last(SimEdit.set(PROGRESS, "passed", 3)),
                        "the first record of a millisecond passes the others"),
                in(HELD, "byKey(", SimEdit.emptyMap(), "what is held is in no checkpoint"),
                in(HELD, "hold(", SimEdit.last(SimEdit.set(HELD, "sorted")), "events are handled as they come"),
                in(
                        HELD,
                        "takePassed(",
                        SimEdit.first(SimPlant::lessLong),
                        "what a watermark reaches waits for the next"),
                in(
                        STAGE + "Remember",
                        "snapshotValues(",
                        SimEdit.nothing(),
                        "what declared memories learned lately is in no checkpoint"),
                in(
                        STAGE + "Assess",
                        "keepAwaiting(",
                        SimEdit.nothing(),
                        "what was read of a bill is not kept for its bills"),
                in(
                        KAFKA + "InOrderReader",
                        "snapshotState(",
                        SimEdit.emptyList(),
                        "how far a source has read is in no checkpoint"),
                in(STAGE + "KeepLedger", "keep(", SimEdit.nothing(), "what the ledger was told is not kept"),
                in(STAGE + "Remember", "learn(", SimEdit.nothing(), "moves of containers teach nothing"),
                in(STAGE + "Assess", "withdraw(", SimEdit.nothing(), "a withdrawal goes no further"),
                in(STORE + "TaskStore", "snapshot(", SimEdit.nothing(), "open blocks are in no checkpoint"),
                in(
                        STAGE + "KeepLedger",
                        "handle(Lportolan/pipeline/LedgerInput;",
                        SimEdit.unchanged("passed"),
                        "no moment passes before the input behind it"),
                in(STAGE + "KeepLedger", "setTimerOfNextMoment(", SimEdit.nothing(), "moments have no timers"),
                in(
                        "portolan.pipeline.AssessInput",
                        "of(Lportolan/scoring/ledger/CaseEvent;ZI",
                        SimEdit.first(SimPlant::lessInt),
                        "a case does not wait for its last answer"),
                in(STORE + "TaskStore", "hoursUntil(", SimEdit.last(SimPlant::lessDay), "values leave a day too soon"),
                in(
                        STORE + "StoredValues",
                        "valueAt(",
                        SimEdit.first(SimPlant::lessLong),
                        "a value is there at the moment when it is over"),
                in(STAGE + "NewestByName", "at(", SimEdit.first(SimPlant::lessLong), "a text holds a millisecond late"),
                in(STORE + "StoredValues", "remove(", SimEdit.nothing(), "what is removed stays"),
                in(
                        STAGE + "Remember",
                        "cameLate(",
                        SimEdit.yes(),
                        "a bill filed anew stands in its old line (7410d165)"),
                in(
                        KAFKA + "BrokerClock",
                        "allReadUntil(",
                        SimEdit.always(Long.MAX_VALUE),
                        "time passes an added partition (bef79080)"),
                in(KAFKA + "InOrderReader", "tellLate(", SimEdit.nothing(), "late is not said"),
                in(STAGE + "InPositionOrder", "take(", SimEdit.without("handleInTurn"), "what comes late is dropped"),
                in(
                        KAFKA + "InOrderReader",
                        "handOn(",
                        SimEdit.insteadOf("next", SimPlant::zero),
                        "a log that was cut is read on (once it was)"),
                in(
                        STAGE + "ReadCase",
                        "of(Lportolan/pipeline/stage/OpenCases$AnsweredCase;",
                        SimEdit.insteadOf("known", SimPlant::readNow),
                        "what only later rule sets read of a bill is not kept (seed 137)"),
                in(
                        STAGE + "KeptTexts",
                        "keepAll(",
                        SimEdit.nothing(),
                        "a text that was not needed yet is in no checkpoint"),
                in(STAGE + "NewsOfLists", "snapshot(", SimEdit.nothing(), "lists of the ledger are in no checkpoint"),
                in(
                        KAFKA + "ReadSteps",
                        "snapshotState(",
                        SimEdit.nothing(),
                        "the history of texts is in no checkpoint"),
                in(
                        STAGE + "PassedBefore",
                        "restored(",
                        SimEdit.always(Long.MIN_VALUE),
                        "a restart forgets what was passed before it"),
                in(STORE + "BlockSnapshot", "sum(", SimEdit.yes(), "a damaged file is taken for a sound one"),
                in(STAGE + "SendersByTime", "snapshot(", SimEdit.nothing(), "lists of senders are in no checkpoint"),
                in(
                        STAGE + "NewsOfLists",
                        "nextFrom(",
                        SimEdit.always(Long.MAX_VALUE),
                        "a list that comes into force has nobody looked at again"));
    }

    private static SimPlant in(String target, String method, SimEdit edit, String name) {
        return new SimPlant(name, target, method, edit);
    }

    private static void zero(MethodVisitor code) {
        code.visitInsn(Opcodes.POP);
        code.visitInsn(Opcodes.LCONST_0);
    }

    private static void readNow(MethodVisitor code) {
        code.visitVarInsn(Opcodes.ALOAD, 3);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, "portolan/pipeline/stage/InForce", "memoriesRead", "()Ljava/util/List;", false);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                "portolan/scoring/bank/BankAnswer",
                "known",
                "(Ljava/util/List;)Lportolan/scoring/bank/BankValues;",
                false);
    }

    private static void lessLong(MethodVisitor code) {
        code.visitVarInsn(Opcodes.LLOAD, 1);
        code.visitInsn(Opcodes.LCONST_1);
        code.visitInsn(Opcodes.LSUB);
        code.visitVarInsn(Opcodes.LSTORE, 1);
    }

    private static void lessInt(MethodVisitor code) {
        code.visitIincInsn(2, -1);
    }

    private static void lessDay(MethodVisitor code) {
        code.visitIntInsn(Opcodes.BIPUSH, 24);
        code.visitInsn(Opcodes.ISUB);
    }

    /** In the loader that has the fault: what the oracle or an invariant says; null where they say nothing. */
    static @Nullable String failure(long seed, int steps) {
        Throwable failure = Simulation.failure(seed, SimScript.of(seed, steps), SimTrace.NONE);
        if (failure != null && !(failure instanceof SimFailure)) {
            throw new IllegalStateException(
                    "it fails, but neither oracle nor invariant says so: seed=" + seed, failure);
        }
        return failure == null ? null : failure.getMessage();
    }

    boolean isSoonFound() {
        return List.of("passed(", "hold(", "remove(").contains(method);
    }

    @Override
    public String toString() {
        return name;
    }
}
