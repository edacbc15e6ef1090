// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.kind.Remembered;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Part;

/** Faults of one key, planted into kinds of memory. */
final class Planted {
    private Planted() {}

    /** What a planted fault throws. */
    static final class Fault extends RuntimeException {
        Fault(String message) {
            super(message);
        }
    }

    /** Where in a visit it is thrown. */
    enum Where {
        KEYS,
        MEASURE,
        /** When the memory has learned the consignment once already. */
        LEARN
    }

    /** The kinds, one of which fails on some consignments. */
    static List<Remembered<?>> in(
            List<Remembered<?>> kinds,
            String kind,
            Predicate<Consignment> which,
            Where where,
            Supplier<? extends Throwable> fault) {
        List<Remembered<?>> planted = new ArrayList<>();
        for (Remembered<?> remembered : kinds) {
            planted.add(remembered.kind().name().equals(kind) ? plant(remembered, which, where, fault) : remembered);
        }
        return planted;
    }

    private static <M> Remembered<M> plant(
            Remembered<M> remembered, Predicate<Consignment> which, Where where, Supplier<? extends Throwable> fault) {
        return new Remembered<>(
                new FailingKind<>(remembered.kind(), which, where, fault),
                (visit, memory) -> {
                    if (where == Where.MEASURE && which.test(visit.event().live())) {
                        throw Planted.<RuntimeException>sneaky(fault.get());
                    }
                    return remembered.measure().of(visit, memory);
                },
                remembered.retention());
    }

    /** All consignments of bills whose number has this in it. */
    static Predicate<Consignment> of(String bill) {
        return consignment -> consignment.key().value().contains(bill);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Errors, too.
    private static <T extends Throwable> T sneaky(Throwable fault) throws T {
        throw (T) fault;
    }

    private record FailingKind<M>(
            MemoryKind<M> kind, Predicate<Consignment> which, Where where, Supplier<? extends Throwable> fault)
            implements MemoryKind<M> {
        @Override
        public String name() {
            return kind.name();
        }

        @Override
        public Duration retention() {
            return kind.retention();
        }

        @Override
        public Set<Part> reads() {
            return kind.reads();
        }

        @Override
        public List<String> keysOf(Consignment consignment) {
            if (where == Where.KEYS && which.test(consignment)) {
                throw Planted.<RuntimeException>sneaky(fault.get());
            }
            return kind.keysOf(consignment);
        }

        @Override
        public boolean knowsOfBills() {
            return kind.knowsOfBills();
        }

        @Override
        public List<String> keysOf(ContainerMove move) {
            return kind.keysOf(move);
        }

        @Override
        public void learn(M memory, String key, ContainerMove move) {
            kind.learn(memory, key, move);
        }

        @Override
        public M unseen() {
            return kind.unseen();
        }

        @Override
        public boolean isEmpty(M memory) {
            return kind.isEmpty(memory);
        }

        @Override
        public void learn(M memory, String key, Consignment consignment) {
            kind.learn(memory, key, consignment);
            if (where == Where.LEARN && which.test(consignment)) {
                throw Planted.<RuntimeException>sneaky(fault.get());
            }
        }

        @Override
        public void retract(M memory, String key, Consignment consignment) {
            kind.retract(memory, key, consignment);
        }

        @Override
        public void withdraw(M memory, String key, Consignment consignment, Instant at) {
            kind.withdraw(memory, key, consignment, at);
        }

        @Override
        public void learnOutcome(M memory, String key, Consignment consignment, Outcome outcome) {
            kind.learnOutcome(memory, key, consignment, outcome);
        }

        @Override
        public void retractOutcome(M memory, String key, Consignment consignment, Outcome outcome) {
            kind.retractOutcome(memory, key, consignment, outcome);
        }

        @Override
        public void write(M memory, LayoutWriter out) {
            kind.write(memory, out);
        }

        @Override
        public M read(byte[] bytes) {
            return kind.read(bytes);
        }
    }
}
