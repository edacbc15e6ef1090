// SPDX-License-Identifier: Apache-2.0
package portolan.training.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import portolan.schemas.avro.BillLevel;
import portolan.training.papers.PaperSet.Contradiction;
import portolan.training.papers.PaperSet.Field;
import portolan.training.papers.PaperSet.Kind;
import portolan.training.papers.PaperSet.Paper;
import portolan.training.world.Dealer;
import portolan.training.world.Dealt;
import portolan.training.world.Order;
import portolan.training.world.Post;
import portolan.training.world.Schemes;

class PapersTest {
    /** Every paper has its own. */
    private static final Set<String> OWN = Set.of("number", "issued");

    private static Dealt deal(Post post, boolean papers) {
        Map<String, Integer> schemes = new TreeMap<>();
        Schemes.at(post).forEach(scheme -> schemes.put(scheme.label(), 2));
        return Dealer.deal(
                new Order(post, LocalDate.of(2026, 5, 4), Duration.ofHours(4), 200, 60, schemes, 3, papers),
                new byte[] {9});
    }

    @ParameterizedTest
    @EnumSource
    void papersOfOffencesLieAndThoseOfOthersSlipAtMost(Post post) {
        Dealt dealt = deal(post, true);

        assertThat(dealt.window()).filteredOn(Dealt.Bill::offends).allSatisfy(bill -> {
            assertThat(set(bill).contradictions()).anyMatch(contradiction -> !contradiction.honest());
            assertThat(Objects.requireNonNull(bill.planted()).shownBy()).isNotEmpty();
        });
        assertThat(dealt.window())
                .filteredOn(bill -> !bill.offends())
                .allSatisfy(bill -> assertThat(set(bill).contradictions()).allMatch(Contradiction::honest));
        long slips = dealt.window().stream()
                .filter(bill ->
                        bill.planted() == null && !set(bill).contradictions().isEmpty())
                .count();
        assertThat(slips).isBetween(70L, 150L);
    }

    @ParameterizedTest
    @EnumSource
    void everyContradictionIsListedAndEveryListedOneIsThere(Post post) {
        for (Dealt.Bill bill : deal(post, true).window()) {
            PaperSet set = set(bill);
            Set<String> listed = new HashSet<>();
            for (Contradiction contradiction : set.contradictions()) {
                listed.add(contradiction.field());
                if (!contradiction.field().equals("incoterm")) {
                    assertThat(value(set, contradiction.first(), contradiction.field()))
                            .as(bill.key() + ' ' + contradiction)
                            .isNotEqualTo(value(set, contradiction.second(), contradiction.field()));
                }
            }
            Map<String, Set<String>> values = new TreeMap<>();
            for (Paper paper : set.papers()) {
                for (Field field : paper.fields()) {
                    values.computeIfAbsent(field.name(), name -> new HashSet<>())
                            .add(field.value());
                }
            }
            values.forEach(
                    (name, written) -> assertThat(written.size() == 1 || listed.contains(name) || OWN.contains(name))
                            .as(bill.key() + ' ' + name + ' ' + written)
                            .isTrue());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConsignmentHasThePapersOfItsWay(Post post) {
        assertThat(deal(post, true).window()).allSatisfy(bill -> {
            Kind carriage = set(bill).papers().get(0).kind();
            switch (bill.filing().getTransportMode()) {
                case SEA -> assertThat(carriage).isEqualTo(Kind.BILL_OF_LADING);
                case ROAD -> assertThat(carriage).isEqualTo(Kind.ROAD_CONSIGNMENT_NOTE);
                default -> assertThat(carriage).isEqualTo(Kind.AIR_WAYBILL);
            }
            boolean master = bill.filing().getBillLevel() == BillLevel.MASTER;
            assertThat(set(bill).papers()).hasSize(master ? 1 : 4);
        });
        assertThat(deal(post, false).window()).allMatch(bill -> bill.papers() == null);
    }

    private static PaperSet set(Dealt.Bill bill) {
        return Objects.requireNonNull(bill.papers());
    }

    private static String value(PaperSet set, Kind kind, String name) {
        return set.papers().stream()
                .filter(paper -> paper.kind() == kind)
                .flatMap(paper -> paper.fields().stream())
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " has no " + name));
    }
}
