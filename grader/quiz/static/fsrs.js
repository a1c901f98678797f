// FSRS-6, the schedule of reviews: stability in days, difficulty from 1 to 10, due dates. No fuzz.
"use strict";

const fsrs = (() => {
  const WEIGHTS = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
    0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
  ];
  const RETENTION = 0.9;
  const MINUTE = 60 * 1000;
  const DAY = 24 * 60 * MINUTE;
  const LEARNING_STEPS = [1 * MINUTE, 10 * MINUTE];
  const RELEARNING_STEPS = [10 * MINUTE];
  const LONGEST = 36500;
  const [AGAIN, HARD, GOOD, EASY] = [1, 2, 3, 4];
  const [LEARNING, REVIEW, RELEARNING] = [1, 2, 3];
  const DECAY = -WEIGHTS[20];
  const FACTOR = 0.9 ** (1 / DECAY) - 1;

  const clampStability = (value) => Math.max(value, 0.001);
  const clampDifficulty = (value) => Math.min(Math.max(value, 1), 10);
  const firstStability = (rating) => clampStability(WEIGHTS[rating - 1]);
  const rawDifficulty = (rating) => WEIGHTS[4] - Math.exp(WEIGHTS[5] * (rating - 1)) + 1;

  /** The share of such cards that is remembered now; times are milliseconds. */
  function retrievability(card, now) {
    if (card.last === null) return 0;
    const days = Math.max(0, Math.floor((now - card.last) / DAY));
    return (1 + (FACTOR * days) / card.stability) ** DECAY;
  }

  function nextDifficulty(difficulty, rating) {
    const change = -WEIGHTS[6] * (rating - 3);
    const damped = difficulty + ((10 - difficulty) * change) / 9;
    return clampDifficulty(WEIGHTS[7] * rawDifficulty(EASY) + (1 - WEIGHTS[7]) * damped);
  }

  function sameDayStability(stability, rating) {
    const growth = Math.exp(WEIGHTS[17] * (rating - 3 + WEIGHTS[18])) * stability ** -WEIGHTS[19];
    return clampStability(stability * (rating >= HARD ? Math.max(growth, 1) : growth));
  }

  function forgottenStability(difficulty, stability, remembered) {
    const long =
      WEIGHTS[11] *
      difficulty ** -WEIGHTS[12] *
      ((stability + 1) ** WEIGHTS[13] - 1) *
      Math.exp((1 - remembered) * WEIGHTS[14]);
    return Math.min(long, stability / Math.exp(WEIGHTS[17] * WEIGHTS[18]));
  }

  function recalledStability(difficulty, stability, remembered, rating) {
    const growth =
      Math.exp(WEIGHTS[8]) *
      (11 - difficulty) *
      stability ** -WEIGHTS[9] *
      (Math.exp((1 - remembered) * WEIGHTS[10]) - 1) *
      (rating === HARD ? WEIGHTS[15] : 1) *
      (rating === EASY ? WEIGHTS[16] : 1);
    return stability * (1 + growth);
  }

  function nextStability(card, rating, remembered) {
    const next =
      rating === AGAIN
        ? forgottenStability(card.difficulty, card.stability, remembered)
        : recalledStability(card.difficulty, card.stability, remembered, rating);
    return clampStability(next);
  }

  /** Rounds halves to even, as Python does, so that both agree on the day. */
  function rounded(value) {
    const low = Math.floor(value);
    if (value - low !== 0.5) return Math.round(value);
    return low % 2 === 0 ? low : low + 1;
  }

  function interval(stability) {
    const days = (stability / FACTOR) * (RETENTION ** (1 / DECAY) - 1);
    return Math.min(Math.max(rounded(days), 1), LONGEST) * DAY;
  }

  /** A card that was never seen; it is due at once. */
  const newCard = (now) => ({ state: LEARNING, step: 0, stability: null, difficulty: null, due: now, last: null });

  /** How long to wait within the steps, or null where the card leaves them. */
  function wait(steps, step, rating) {
    if (rating === AGAIN) return { step: 0, delay: steps[0] };
    if (rating === HARD) {
      if (step === 0 && steps.length === 1) return { step, delay: steps[0] * 1.5 };
      if (step === 0) return { step, delay: (steps[0] + steps[1]) / 2 };
      return { step, delay: steps[step] };
    }
    if (rating === GOOD && step + 1 < steps.length) return { step: step + 1, delay: steps[step + 1] };
    return null;
  }

  function remember(card, rating, now) {
    if (card.stability === null) {
      return { stability: firstStability(rating), difficulty: clampDifficulty(rawDifficulty(rating)) };
    }
    const sameDay = Math.floor((now - card.last) / DAY) < 1;
    const stability = sameDay
      ? sameDayStability(card.stability, rating)
      : nextStability(card, rating, retrievability(card, now));
    return { stability, difficulty: nextDifficulty(card.difficulty, rating) };
  }

  /** The card after a review with rating 1 to 4 at a time in milliseconds. */
  function review(card, rating, now) {
    const after = { ...card, ...remember(card, rating, now), last: now };
    if (card.state === REVIEW) {
      if (rating === AGAIN) return { ...after, state: RELEARNING, step: 0, due: now + RELEARNING_STEPS[0] };
      return { ...after, state: REVIEW, step: null, due: now + interval(after.stability) };
    }
    const steps = card.state === LEARNING ? LEARNING_STEPS : RELEARNING_STEPS;
    const next = card.step >= steps.length && rating !== AGAIN ? null : wait(steps, card.step, rating);
    if (next === null) return { ...after, state: REVIEW, step: null, due: now + interval(after.stability) };
    return { ...after, step: next.step, due: now + next.delay };
  }

  return { newCard, retrievability, review };
})();
