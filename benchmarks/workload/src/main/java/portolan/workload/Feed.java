// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;

/**
 * A feed of plausible filings and of the outcomes of inspections, in order of simulated time, fully determined by its
 * settings. Memory grows with the shippers in business and with the traffic of some weeks, not with the feed's length.
 *
 * <p>Each filing is a record of its own, but for constants: who changes one changes no other. Not for more than one
 * thread.
 */
public final class Feed implements Iterator<FeedEvent> {
    /** A bill is filed at most this many days after its goods were ready. */
    private static final int LEAD_DAYS = 10;

    private static final int MOST_VERSIONS = 6;
    private static final double LEAST_ORDINARY = 0.3;
    private static final double MASTER_LAST = 0.3;
    /** A withdrawn bill is filed anew within three days, mostly within one. */
    private static final double REFILED_WITHIN_DAYS = 2.8;

    private static final double AMENDED_AGAIN = 0.2;
    private static final Comparator<Ticket> BY_TIME =
            Comparator.comparingLong(Ticket::createdAt).thenComparingLong(Ticket::serial);

    private final FeedSettings settings;
    private final Population population;
    private final Roster roster;
    private final ConsignmentDraw draw;
    private final Amendments amendments;
    private final FilingForm form;
    private final Inspector inspections;
    private final Campaigns campaigns;
    private final Chances chances;
    private final Stage stage;
    private final BoxesSeen boxes;
    private final Masters masters;
    private final Agenda agenda = new Agenda();
    private final List<List<Ticket>> ahead = new ArrayList<>();
    private final int firstDay;
    private final int endDay;
    private int today;
    private List<Ticket> tickets = List.of();
    private int cursor;
    private long serial;
    private long filings;
    private boolean ended;
    private @Nullable FeedEvent upcoming;

    public Feed(FeedSettings settings) {
        this.settings = settings;
        this.population = new Population(settings.seed(), settings.shippers());
        this.firstDay = (int) settings.start().toEpochDay();
        this.endDay = firstDay + settings.days();
        // Bills that are filed on the first days belong to goods that were ready before.
        this.today = firstDay - LEAD_DAYS - 1;
        List<Play> plays = Repertoire.plays(settings);
        Shares shares = new Shares(settings, plays);
        double ordinary = 1 - Campaigns.share(plays, shares);
        if (ordinary < LEAST_ORDINARY) {
            throw new IllegalArgumentException(
                    "setting is out of range: offences=" + settings.offences() + " leaves no ordinary traffic");
        }
        this.roster = new Roster(settings, ordinary, today + 1);
        this.campaigns = new Campaigns(settings, population, roster, plays, shares, firstDay, today + 1);
        this.chances = new Chances(settings, population, shares, ordinary);
        this.masters = new Masters(settings.seed());
        Fleet fleet = new Fleet();
        this.boxes = new BoxesSeen(settings.consignmentsPerDay());
        this.stage = new Stage(settings, population, fleet, boxes);
        this.draw = new ConsignmentDraw(settings, population, fleet, stage);
        this.amendments = new Amendments(settings.seed(), draw, stage);
        this.form = new FilingForm(settings);
        this.inspections = new Inspector(settings, stage);
        for (int day = 0; day <= LEAD_DAYS; day++) {
            ahead.add(new ArrayList<>());
        }
    }

    /** The feed as a sequential stream; it shares this iterator's position. */
    public Stream<FeedEvent> stream() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    @Override
    public boolean hasNext() {
        if (upcoming == null) {
            upcoming = advance();
        }
        return upcoming != null;
    }

    @Override
    public FeedEvent next() {
        FeedEvent event = hasNext() ? upcoming : null;
        if (event == null) {
            throw new NoSuchElementException("the feed is over: filings=" + filings);
        }
        upcoming = null;
        return event;
    }

    /** How much is kept of consignments already filed. */
    int pending() {
        return agenda.size() + campaigns.pending();
    }

    private @Nullable FeedEvent advance() {
        while (true) {
            boolean more = cursor < tickets.size();
            long time = ended ? Long.MAX_VALUE : more ? tickets.get(cursor).createdAt() : Times.startOf(today + 1);
            Agenda.Entry entry = agenda.removeBefore(time);
            FeedEvent event = null;
            if (entry != null) {
                event = follow(entry);
            } else if (ended) {
                return null;
            } else if (more) {
                event = create(tickets.get(cursor++));
            } else {
                turnPage();
            }
            if (event != null) {
                return counted(event);
            }
        }
    }

    private FeedEvent counted(FeedEvent event) {
        if (event instanceof FeedEvent.Filed && ++filings == settings.filings()) {
            ended = true;
        }
        return event;
    }

    private void turnPage() {
        today++;
        masters.forgetBefore(today);
        campaigns.day(today, this::book);
        roster.day(today, this::book);
        int page = Math.floorMod(today, ahead.size());
        tickets = ahead.set(page, new ArrayList<>());
        tickets.sort(BY_TIME);
        cursor = 0;
        ended = today >= endDay;
    }

    private void book(int shipper) {
        serial++;
        Booking booking = booking(population.shipper(shipper));
        book(shipper, booking, chances.of(booking, serial));
    }

    private void book(Act act) {
        serial++;
        Shipper shipper = act.play().shipper(act, stage);
        book(shipper.id(), booking(shipper), act);
    }

    private Booking booking(Shipper shipper) {
        int month = settings.start().plusDays(today - firstDay).getMonthValue();
        return Booking.draw(settings.seed(), shipper, serial, today, month);
    }

    private void book(int shipper, Booking booking, @Nullable Act act) {
        int day = booking.filingDay();
        if (day >= firstDay) {
            long time = Times.startOf(day) + booking.filingTime();
            Ticket ticket = new Ticket(shipper, serial, today, time);
            if (act != null) {
                ticket.play(act);
            }
            ahead.get(Math.floorMod(day, ahead.size())).add(ticket);
            coverByMaster(booking);
        }
    }

    /** The carrier files one master bill for a groupage, mostly before its houses and sometimes after them. */
    private void coverByMaster(Booking booking) {
        if (!masters.announces(booking)) {
            return;
        }
        serial++;
        Dice dice = Dice.of(settings.seed(), Purpose.MASTER, -serial);
        Voyage voyage = booking.voyage();
        int day = dice.chance(MASTER_LAST) ? voyage.departureDay() - 1 : today;
        long time = Times.startOf(day) + (day == today ? voyage.releaseTime() / 2 : voyage.releaseTime());
        Ticket ticket = new Ticket(booking.shipper().id(), serial, today, time);
        ticket.cover(booking);
        ahead.get(Math.floorMod(day, ahead.size())).add(ticket);
    }

    private FeedEvent create(Ticket ticket) {
        long time = ticket.createdAt();
        Booking groupage = ticket.groupage();
        if (groupage != null) {
            return new FeedEvent.Filed(
                    time, form.write(draw.master(ticket, groupage), EventKind.CREATE, 1, time), null);
        }
        BillVersion consignment = draw.draw(ticket);
        boxes.offer(consignment);
        Filing filing = form.write(consignment, EventKind.CREATE, 1, time);
        Dice fate = Dice.of(settings.seed(), Purpose.FATE, ticket.serial());
        if (inspections.selects(consignment, fate)) {
            agenda.add(Inspector.reportedAt(consignment, fate), Agenda.Kind.REPORT, ticket, 0);
        }
        Act act = ticket.act();
        boolean refiled = act != null && act.main() && act.play().refiles();
        if (!refiled && fate.chance(settings.resent())) {
            long later = time + 1 + (long) (fate.exponential() * 10 * Times.MINUTE);
            agenda.add(later, Agenda.Kind.RESEND, ticket, 1);
        }
        if (act == null || !act.main()) {
            decideNext(consignment, 1, time, settings.amended(), settings.deleted(), fate);
        } else {
            followTheScript(act, consignment, fate);
        }
        return new FeedEvent.Filed(time, filing, refiled ? null : inspections.truth(consignment));
    }

    /** Nothing that is planted is withdrawn by chance: the truth must hold. */
    private void followTheScript(Act act, BillVersion consignment, Dice fate) {
        Ticket ticket = consignment.ticket;
        long next = act.play().sequelAt(consignment, fate);
        if (next <= ticket.createdAt()) {
            decideNext(consignment, 1, ticket.createdAt(), settings.amended(), 0, fate);
        } else {
            ticket.script();
            agenda.add(next, act.play().refiles() ? Agenda.Kind.DELETE : Agenda.Kind.AMEND, ticket, 2);
        }
    }

    private void decideNext(
            BillVersion consignment, int version, long time, double amended, double deleted, Dice dice) {
        double point = dice.unit();
        // Half within a day, others while at sea: half of the long ones come after departure.
        double days = dice.chance(0.5) ? 0.7 * dice.exponential() : 9 * dice.exponential();
        long next = time + 30 * Times.MINUTE + (long) (days * Times.DAY);
        if (next >= consignment.arrives() || version >= MOST_VERSIONS) {
            next = Math.min(
                    time + 30 * Times.MINUTE + (long) (dice.unit() * 2 * Times.HOUR), consignment.arrives() - 1);
        }
        if (next <= time || version >= MOST_VERSIONS) {
            return;
        }
        if (point < amended) {
            agenda.add(next, Agenda.Kind.AMEND, consignment.ticket, version + 1);
        } else if (point < amended + deleted) {
            agenda.add(next, Agenda.Kind.DELETE, consignment.ticket, version + 1);
        }
    }

    private @Nullable FeedEvent follow(Agenda.Entry entry) {
        Ticket ticket = entry.ticket();
        if (entry.kind() == Agenda.Kind.REPORT) {
            return ticket.deleted()
                    ? null
                    : new FeedEvent.Reported(entry.at(), inspections.report(draw.draw(ticket), entry.at()));
        }
        if (ended) {
            return null;
        }
        return switch (entry.kind()) {
            case RESEND -> {
                Filing same = form.write(draw.draw(ticket), EventKind.CREATE, 1, ticket.createdAt());
                yield new FeedEvent.Filed(entry.at(), same, null);
            }
            case DELETE -> new FeedEvent.Filed(entry.at(), withdraw(entry), null);
            case REFILE -> refile(entry);
            case AMEND, REPORT -> new FeedEvent.Filed(entry.at(), amend(entry), null);
        };
    }

    private Filing withdraw(Agenda.Entry entry) {
        Ticket ticket = entry.ticket();
        boolean scripted = ticket.scripted();
        BillVersion first = draw.draw(ticket);
        BillVersion last = scripted ? first : amendments.bringTo(entry.version() - 1, first);
        ticket.delete();
        if (scripted) {
            Dice dice = Dice.of(settings.seed(), Purpose.SEQUEL, ticket.serial());
            long latest =
                    Math.max(entry.at() + Times.HOUR, last.booking.voyage().departs() - Times.HOUR / 4);
            double days = Math.min(REFILED_WITHIN_DAYS, 0.05 + 0.5 * dice.exponential());
            long again = Math.min(entry.at() + (long) (days * Times.DAY), latest);
            agenda.add(again, Agenda.Kind.REFILE, ticket, 1);
        }
        return form.write(last, EventKind.DELETE, entry.version(), entry.at());
    }

    private FeedEvent refile(Agenda.Entry entry) {
        Ticket ticket = entry.ticket();
        ticket.refile();
        BillVersion anew = draw.draw(ticket);
        Filing filing = form.write(anew, EventKind.CREATE, 1, entry.at());
        return new FeedEvent.Filed(entry.at(), filing, inspections.truth(anew));
    }

    private Filing amend(Agenda.Entry entry) {
        Ticket ticket = entry.ticket();
        BillVersion changed = amendments.bringTo(entry.version(), draw.draw(ticket));
        Dice fate = Dice.of(settings.seed(), Purpose.SEQUEL, ticket.serial() * 16L + entry.version());
        double again = settings.amended() == 0 ? 0 : AMENDED_AGAIN;
        double deleted = ticket.act() == null ? settings.deleted() : 0;
        decideNext(changed, entry.version(), entry.at(), again, deleted, fate);
        return form.write(changed, EventKind.REPLACE, entry.version(), entry.at());
    }
}
