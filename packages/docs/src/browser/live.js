// Reloads the page when the contracts behind it have changed. A server that is away for a moment is asked again.
{
  const { url = '', version } = document.currentScript?.dataset ?? {};
  let isLooking = false;
  const look = async () => {
    if (document.hidden || isLooking) return;
    isLooking = true;
    try {
      const answer = await fetch(url, { cache: 'no-cache' });
      if (answer.ok && (await answer.text()) !== version) location.reload();
    } catch {
      // It is away.
    }
    isLooking = false;
  };
  setInterval(look, 1000);
  document.addEventListener('visibilitychange', look);
}
