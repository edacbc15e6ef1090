// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.Mode;
import portolan.pipeline.stage.OpenCases.AnsweredCase;
import portolan.pipeline.state.ReadingsBytes;
import portolan.scoring.bank.BankValues;
import portolan.scoring.bank.Declaration;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.kind.bill.BillKind;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.SuppressionsInForce;
import portolan.scoring.score.Assessment;

/**
 * The graph with a fault in each operator, for the version of a thousand kilogrammes of one bill: {@code PLANTED-CALLS},
 * {@code PLANTED-REMEMBER}, {@code PLANTED-ASSESS}, {@code PLANTED-DECIDE}. The ledger fails on every bill that others belong to.
 */
final class PlantedTopology extends ScoringTopology {
    PlantedTopology(Mode mode, AssessSettings settings, CacheSizes held) {
        super(mode, settings, held, Clock.systemUTC(), 1);
    }

    /** No moment is so far away: what reckons with it fails, and only bills that belong to others do. */
    static LedgerSettings failing(LedgerSettings settings) {
        return new LedgerSettings(
                settings.retention(),
                settings.holdEarly(),
                settings.dueBeforeArrival(),
                Duration.ofSeconds(Long.MAX_VALUE),
                settings.end());
    }

    private static boolean isPlanted(Consignment consignment, String bill) {
        return consignment.key().value().contains(bill)
                && Double.valueOf(1_000).equals(consignment.items().get(0).massKg());
    }

    private static Planted.Fault fault() {
        return new Planted.Fault("planted");
    }

    @Override
    CallAtMemories callAtMemories(boolean declares) {
        return new FailingCalls(declares);
    }

    @Override
    Remember remember(Mode mode, MemorySettings memory, List<Declaration> declared, boolean feedEnds, CacheSizes held) {
        return new FailingRemember(mode, memory, declared, feedEnds, held);
    }

    @Override
    Assess assess(Mode mode, AssessSettings settings, CacheSizes held) {
        return new FailingAssess(mode, settings, held);
    }

    @Override
    Decide decide(Mode mode, AssessSettings settings, CacheSizes held, Clock clock) {
        return new FailingDecide(mode, settings, held, clock);
    }

    private static final class FailingCalls extends CallAtMemories {
        FailingCalls(boolean declares) {
            super(declares);
        }

        @Override
        List<Remembered<?>> remembered() {
            return Planted.in(
                    super.remembered(),
                    BillKind.remembered().kind().name(),
                    consignment -> isPlanted(consignment, "PLANTED-CALLS"),
                    Planted.Where.KEYS,
                    PlantedTopology::fault);
        }
    }

    private static final class FailingRemember extends Remember {
        FailingRemember(
                Mode mode,
                MemorySettings settings,
                List<Declaration> declared,
                boolean feedEnds,
                CacheSizes cacheSizes) {
            super(mode, settings, declared, feedEnds, cacheSizes);
        }

        @Override
        List<Remembered<?>> remembered(MemorySettings memory) {
            return Planted.in(
                    super.remembered(memory),
                    Catalogue.shipper().kind().name(),
                    consignment -> isPlanted(consignment, "PLANTED-REMEMBER"),
                    Planted.Where.LEARN,
                    PlantedTopology::fault);
        }
    }

    private static final class FailingAssess extends Assess {
        FailingAssess(Mode mode, AssessSettings settings, CacheSizes held) {
            super(mode, settings, held);
        }

        @Override
        ReadCase reading(AssessSettings settings) {
            return new ReadCase(settings) {
                @Override
                @Nullable
                Read of(AnsweredCase answered, ReadingsBytes.@Nullable Read earlier, InForce inForce, Reference known) {
                    if (isPlanted(answered.event().live(), "PLANTED-ASSESS")) {
                        throw fault();
                    }
                    return super.of(answered, earlier, inForce, known);
                }
            };
        }
    }

    private static final class FailingDecide extends Decide {
        FailingDecide(Mode mode, AssessSettings settings, CacheSizes held, Clock clock) {
            super(mode, settings, held, clock);
        }

        @Override
        DecideCase deciding(AssessSettings settings) {
            return new DecideCase(settings) {
                @Override
                Assessment assessment(
                        Judge judge,
                        CaseEvent event,
                        Readings readings,
                        DataQuality quality,
                        BankValues said,
                        SuppressionsInForce suppressions,
                        Reference known) {
                    if (isPlanted(event.live(), "PLANTED-DECIDE")) {
                        throw fault();
                    }
                    return super.assessment(judge, event, readings, quality, said, suppressions, known);
                }
            };
        }
    }
}
