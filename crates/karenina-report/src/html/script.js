(function(){var d=document,r=d.documentElement;r.className+=' js';
function all(open){d.querySelectorAll('details').forEach(function(e){e.open=open})}
var o=d.getElementById('open-all'),c=d.getElementById('close-all'),f=d.getElementById('filter');
if(o)o.onclick=function(){all(true)};if(c)c.onclick=function(){all(false)};
if(f)f.oninput=function(){var q=f.value.toLowerCase();
d.querySelectorAll('table.map tbody tr[data-c]').forEach(function(t){t.hidden=t.cells[0].textContent.toLowerCase().indexOf(q)<0});
d.querySelectorAll('table.map tbody').forEach(function(b){b.hidden=!b.querySelector('tr[data-c]:not([hidden])')})};
var was;addEventListener('beforeprint',function(){was=[].filter.call(d.querySelectorAll('details'),function(e){return !e.open});all(true)});
addEventListener('afterprint',function(){(was||[]).forEach(function(e){e.open=false})})})();
