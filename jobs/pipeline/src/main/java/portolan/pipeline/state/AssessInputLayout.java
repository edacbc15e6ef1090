// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.util.List;
import portolan.pipeline.Answered;
import portolan.pipeline.AssessInput;
import portolan.scoring.bank.BankCells;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Finding;
import portolan.scoring.manifest.PositionLayout;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Link;
import portolan.scoring.reading.OffenceShare;
import portolan.scoring.reading.PortMoves;
import portolan.scoring.reading.SeenWords;
import portolan.scoring.reading.Shrinkage;
import portolan.scoring.reading.Stay;
import portolan.scoring.reading.Transfer;
import portolan.scoring.sketch.Finds;

/**
 * Layout of what reaches Assess: a case event, or the answer of one memory.
 *
 * <pre>
 *   v7   flag | late, expected, case event led by the count of its bytes where it is set, else answered
 *   v8   as v7, with the cells of declared memories
 *   answered       ledger key | sequence | position | list of (kind | memory key | flag, answer when set)
 *                  list of cells
 *   answer         list of readings | list of offence shares | list of links | flag, words when set | list of transfers
 *                  list of stays | flag, port when set
 *   reading        indicator | real value | evidence
 *   offence share  indicator | list of (real own | real baseWeight) | evidence | list of (finding | real share)
 *   link           party | fixed predecessor | its name | contact | offences | silent months
 *   transfer       from | to | count hours | evidence | ofMoves
 *   stay           port | owner | signed hours | ended | evidence
 *   port           port | count moves | signed first | signed last | list of (owner | count stays | real | real)
 *   words          subheading | total | list of (signed word | count)
 * </pre>
 */
final class AssessInputLayout {
    private AssessInputLayout() {}

    static void write(LayoutWriter out, AssessInput input) {
        out.flag(input.event() != null);
        if (input.event() != null) {
            out.flag(input.late()).count(input.expected());
            SentEvents.write(out, input.event());
        } else if (input.answered() != null) {
            write(out, input.answered());
        }
    }

    private static void write(LayoutWriter out, Answered answered) {
        out.text(answered.ledgerKey()).count(answered.sequence());
        PositionLayout.write(out, answered.position());
        out.list(answered.answers(), AssessInputLayout::write);
        out.list(answered.declared(), (to, cells) -> cells.write(to));
    }

    private static void write(LayoutWriter out, Answered.FromMemory from) {
        Answer answer = from.said();
        out.text(from.kind()).text(from.key()).flag(answer != null);
        if (answer != null) {
            write(out, answer);
        }
    }

    private static void write(LayoutWriter out, Answer answer) {
        out.list(answer.readings(), AssessmentStreamLayout::writeReading);
        out.list(
                answer.shares(),
                (to, share) -> to.text(share.indicator().storedName())
                        .list(
                                share.shrunk(),
                                (one, shrunk) -> one.real(shrunk.own()).real(shrunk.baseWeight()))
                        .text(share.evidence())
                        .list(
                                share.finds(),
                                (one, find) -> one.constant(find.finding()).real(find.share())));
        out.list(
                answer.links(),
                (to, link) -> to.text(link.party())
                        .fixed(link.predecessor())
                        .text(link.predecessorName())
                        .text(link.contact())
                        .count(link.offences())
                        .count(link.silentMonths()));
        SeenWords words = answer.words();
        out.flag(words != null);
        if (words != null) {
            out.text(words.subheading()).count(words.total());
            out.list(words.seen(), (to, seen) -> to.signed(seen.word()).count(seen.count()));
        }
        out.list(
                answer.transfers(),
                (to, transfer) -> to.text(transfer.from())
                        .text(transfer.to())
                        .count(transfer.hours())
                        .text(transfer.evidence())
                        .flag(transfer.ofMoves()));
        out.list(
                answer.stays(),
                (to, stay) -> to.text(stay.port())
                        .text(stay.owner())
                        .signed(stay.hours())
                        .flag(stay.ended())
                        .text(stay.evidence()));
        PortMoves port = answer.port();
        out.flag(port != null);
        if (port != null) {
            out.text(port.port()).count(port.moves()).signed(port.first()).signed(port.last());
            out.list(
                    port.usual(),
                    (to, usual) -> to.text(usual.owner())
                            .count(usual.stays())
                            .real(usual.logMedian())
                            .real(usual.logDeviation()));
        }
    }

    static AssessInput read(int written, LayoutReader in) {
        if (!in.flag()) {
            return AssessInput.of(answered(written, in));
        }
        boolean late = in.flag();
        int expected = in.smallCount();
        return AssessInput.of(SentEvents.read(in), late, expected);
    }

    private static Answered answered(int written, LayoutReader in) {
        return new Answered(
                in.text(),
                in.count(),
                PositionLayout.read(in),
                in.list(from ->
                        new Answered.FromMemory(from.recurringText(), from.text(), from.flag() ? answer(from) : null)),
                written >= 8 ? in.list(BankCells::read) : List.of());
    }

    private static Answer answer(LayoutReader in) {
        return new Answer(
                in.list(AssessmentStreamLayout::readReading),
                in.list(from -> new OffenceShare(
                        from.constant(Indicators.STORED),
                        from.list(one -> new Shrinkage(one.real(), one.real())),
                        from.text(),
                        from.list(one -> new Finds.Share(one.constant(Finding.class), one.real())))),
                in.list(from ->
                        new Link(from.text(), from.fixed(), from.text(), from.text(), from.count(), from.smallCount())),
                in.flag() ? words(in) : null,
                in.list(from -> new Transfer(from.text(), from.text(), from.count(), from.text(), from.flag())),
                in.list(from -> new Stay(from.text(), from.text(), from.signed(), from.flag(), from.text())),
                in.flag() ? port(in) : null);
    }

    private static PortMoves port(LayoutReader in) {
        return new PortMoves(
                in.text(),
                in.count(),
                in.signed(),
                in.signed(),
                in.list(from -> new PortMoves.Usual(from.text(), from.count(), from.real(), from.real())));
    }

    private static SeenWords words(LayoutReader in) {
        return new SeenWords(
                in.text(), in.count(), in.list(from -> new SeenWords.SeenWord(from.whole(), from.count())));
    }
}
