/** A judgment as the model believes that it is stored. `choice` names the candidate, never the side. */
export type Choice = "A" | "B" | "TIE";
export type ModelJudgment = { id: string; leaseId: string; person: number; unit: string; choice: Choice; counted: boolean; changes: number };
export type ModelLease = { id: string; person: number; unit: string; slotNo: number; aIsLeft: boolean; expired: boolean; released: boolean };
/** Who has a slot: nobody, a lease, or a judgment for good. */
export type ModelSlot = { leaseId: string | null; done: boolean };

/**
 * One project in plain words: slots that leases point to, judgments, and the rules in their simplest form. Nothing here
 * shares code with the product.
 */
export class Model {
  overlap: number;
  overlapMax: number | null;
  readonly excluded = new Set<number>();
  readonly slots = new Map<string, Map<number, ModelSlot>>();
  readonly leases: ModelLease[] = [];
  readonly judgments: ModelJudgment[] = [];
  readonly decisions = new Map<string, Choice>();

  constructor(units: readonly string[], overlap: number, overlapMax: number | null) {
    this.overlap = overlap;
    this.overlapMax = overlapMax;
    for (const unit of units) this.slots.set(unit, new Map(Array.from({ length: overlap }, (_, index) => [index + 1, { leaseId: null, done: false }])));
  }

  leaseOf(id: string): ModelLease {
    return this.leases.find((lease) => lease.id === id)!;
  }

  /** Whether the slot still is this lease's, so that an answer to it counts. */
  holds(lease: ModelLease): boolean {
    const slot = this.slots.get(lease.unit)!.get(lease.slotNo);
    return slot?.leaseId === lease.id && !slot.done;
  }

  answered(lease: ModelLease): ModelJudgment | undefined {
    return this.judgments.find((judgment) => judgment.leaseId === lease.id);
  }

  live(person: number): ModelLease[] {
    return this.leases.filter((lease) => lease.person === person && this.holds(lease) && !lease.expired);
  }

  private isFree(slot: ModelSlot): boolean {
    return !slot.done && (slot.leaseId === null || this.leaseOf(slot.leaseId).expired);
  }

  wasHanded(person: number, unit: string): boolean {
    return this.leases.some((lease) => lease.person === person && lease.unit === unit);
  }

  /** Slots that this person may be handed. */
  openFor(person: number): { unit: string; slotNo: number }[] {
    return [...this.slots].flatMap(([unit, slots]) => (this.wasHanded(person, unit) ? [] : [...slots].filter(([, slot]) => this.isFree(slot)).map(([slotNo]) => ({ unit, slotNo }))));
  }

  take(lease: ModelLease): void {
    this.leases.push(lease);
    this.slots.get(lease.unit)!.get(lease.slotNo)!.leaseId = lease.id;
  }

  give(lease: ModelLease): void {
    if (this.holds(lease)) this.slots.get(lease.unit)!.get(lease.slotNo)!.leaseId = null;
  }

  /** Takes over the numbers of the free slots. */
  renumber(unit: string, numbers: readonly number[]): void {
    const slots = this.slots.get(unit)!;
    for (const [slotNo, slot] of slots) if (slot.leaseId === null) slots.delete(slotNo);
    for (const slotNo of numbers) slots.set(slotNo, { leaseId: null, done: false });
  }

  /** What counts in a unit: counted judgments of whoever is not excluded. */
  effective(unit: string): ModelJudgment[] {
    return this.judgments.filter((judgment) => judgment.unit === unit && judgment.counted && !this.excluded.has(judgment.person));
  }

  tally(unit: string): { a: number; b: number; tie: number } {
    const of = (choice: Choice) => this.effective(unit).filter((judgment) => judgment.choice === choice).length;
    return { a: of("A"), b: of("B"), tie: of("TIE") };
  }

  /** Everybody is right in 8 of 10: a lead of three decides, or five answers of which ties are nine times as likely as all else. */
  private isDecided({ a, b, tie }: { a: number; b: number; tie: number }): boolean {
    const n = a + b + tie;
    if (n >= 3 && Math.abs(a - b) >= 3) return true;
    const [rightOdds, wrongOdds] = [0.8, 0.1];
    const likelihood = (right: number) => rightOdds ** right * wrongOdds ** (n - right);
    return n >= 5 && likelihood(tie) / (likelihood(a) + likelihood(b) + likelihood(tie)) >= 0.9;
  }

  state(unit: string): "OPEN" | "COMPLETE" | "AMBIGUOUS" {
    const n = this.effective(unit).length;
    if (n < this.overlap) return "OPEN";
    if (this.overlapMax === null || this.isDecided(this.tally(unit))) return "COMPLETE";
    return n >= this.overlapMax ? "AMBIGUOUS" : "OPEN";
  }

  /** Slots that should be open. */
  wanted(unit: string): number {
    return this.state(unit) === "OPEN" ? Math.max(1, this.overlap - this.effective(unit).length) : 0;
  }

  /** What a settled unit looks like: what is held stays, free slots go from the last, missing ones come. */
  settle(unit: string): void {
    const slots = this.slots.get(unit)!;
    const open = [...slots].filter(([, slot]) => !slot.done);
    const free = open.filter(([, slot]) => this.isFree(slot)).map(([slotNo]) => slotNo).sort((first, second) => second - first);
    for (const slotNo of free.slice(0, Math.max(0, open.length - this.wanted(unit)))) slots.delete(slotNo);
    const left = [...slots.values()].filter((slot) => !slot.done).length;
    const last = Math.max(0, ...slots.keys());
    for (let added = 1; added <= this.wanted(unit) - left; added += 1) slots.set(last + added, { leaseId: null, done: false });
  }
}
